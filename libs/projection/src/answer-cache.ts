import type { Checkpoint, Columns, ReadModel } from '@rapport/read-store';
import { LRUCache } from 'lru-cache';

/** How many answers one question's cache holds; the least recently asked for makes room. */
const limit = 64;

/**
 * Answers computed from many rows, kept until the rows move on, so that asking again is cheap. The same question asked twice
 * at once is computed once.
 */
export class AnswerCache<Answer extends object> {
  private readonly answers = new LRUCache<string, Promise<Answer>>({ max: limit });

  /** `parameters`: all that the answer depends on besides the rows. An answer is never older than the checkpoint it is kept by. */
  async answer(
    model: Pick<ReadModel<Columns>, 'checkpoint'>,
    parameters: object,
    compute: () => Promise<Answer>,
  ): Promise<Answer> {
    const key = keyOf(await model.checkpoint(), parameters);
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = compute();
    this.answers.set(key, answer);
    answer.catch(() => this.answers.delete(key));
    return answer;
  }
}

const keyOf = (checkpoint: Checkpoint | undefined, parameters: object): string =>
  JSON.stringify([checkpoint?.logId, checkpoint?.position, checkpoint?.lastEventId, parameters]);
