import type { Checkpoint, Columns, ReadModel } from '@rapport/read-store';
import { LRUCache } from 'lru-cache';

/** How many answers one question's cache holds of each model; the least recently asked for makes room. */
const limit = 64;

/**
 * Answers computed from many rows, kept until the rows move on, so that asking again is cheap. The same question asked twice
 * at once is computed once.
 */
export class AnswerCache<Answer extends object> {
  /** A replay or a newer build may stand at the checkpoint of another with other rows. */
  private readonly byModel = new WeakMap<object, LRUCache<string, Promise<Answer>>>();

  /** `parameters`: all that the answer depends on besides the rows. An answer is never older than the checkpoint it is kept by. */
  async answer(
    model: Pick<ReadModel<Columns>, 'checkpoint'>,
    parameters: object,
    compute: () => Promise<Answer>,
  ): Promise<Answer> {
    const answers = this.of(model);
    const key = keyOf(await model.checkpoint(), parameters);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  }

  private of(model: object): LRUCache<string, Promise<Answer>> {
    const known = this.byModel.get(model);
    if (known !== undefined) return known;
    const answers = new LRUCache<string, Promise<Answer>>({ max: limit });
    this.byModel.set(model, answers);
    return answers;
  }
}

const keyOf = (checkpoint: Checkpoint | undefined, parameters: object): string =>
  JSON.stringify([checkpoint?.logId, checkpoint?.position, checkpoint?.lastEventId, parameters]);
