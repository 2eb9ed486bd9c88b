import { passingStatuses } from '@rapport/interchange';
import { setTimeout as delay } from 'node:timers/promises';
import { acknowledgedWithinMs, Violation } from './options';
import type { Chance } from './random';
import { Story, type CommandLine } from './story';

/** What a client was promised: these events stand in the log. */
export interface Acknowledged {
  readonly journeyId: string;
  readonly commandId: string;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly revision: number }[];
}

export interface LoadOptions {
  readonly urls: () => readonly string[];
  readonly chance: Chance;
  /** Begins the ids of journeys. */
  readonly prefix: string;
  readonly journeys: number;
  /** How many send at the same time. */
  readonly clients: number;
}

/** Between two commands of a client, at most. */
const pauseMs = 100;
/** The patience of clients: some send a command again while its first node, frozen, is still to decide on it. */
const patienceMs = [1_000, 15_000] as const;

/** Clients that send each command to any node, and again to any where it was not acknowledged. */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** The longest that a client had to try until a command was acknowledged. */
  slowestMs = 0;
  /** Ended ones, too. */
  readonly journeys: string[] = [];
  readonly customers: string[] = [];
  /** Those that are being told. */
  private readonly stories: Story[];

  constructor(private readonly options: LoadOptions) {
    this.stories = Array.from({ length: options.journeys }, () => this.another());
  }

  /** Tells stories while the work goes on, and resolves when all that was told is acknowledged. @throws Violation */
  async during(work: () => Promise<void>): Promise<void> {
    let going = true;
    const clients = Array.from({ length: this.options.clients }, (_, client) => client);
    const working = work().finally(() => (going = false));
    const all = [working, ...clients.map((client) => this.client(client, () => going))];
    await Promise.allSettled(all); // nothing goes on behind a violation
    await Promise.all(all);
  }

  /** A story is one client's, so that its steps come in order. */
  private async client(client: number, going: () => boolean): Promise<void> {
    const mine = [...this.stories.keys()].filter((index) => index % this.options.clients === client);
    while (going()) {
      const index = this.options.chance.oneOf(mine);
      await this.tell(this.storyAt(index));
      await delay(this.options.chance.between(0, pauseMs));
    }
  }

  private storyAt(index: number): Story {
    const story = this.stories[index];
    if (story !== undefined && !story.ended) return story;
    return (this.stories[index] = this.another());
  }

  private another(): Story {
    const { prefix, journeys, chance } = this.options;
    const number = this.journeys.length;
    const family = `${prefix}-k${Math.floor(number / journeys)}`;
    if (number % journeys === 0) this.customers.push(...[0, 1, 2].map((one) => `${family}-${one}`));
    const journeyId = `${prefix}-${number}`;
    this.journeys.push(journeyId);
    return new Story(journeyId, family, chance);
  }

  private async tell(story: Story): Promise<void> {
    const { chance } = this.options;
    const commands = story.begun && chance.happens(0.3) ? [story.aside()] : [];
    const step = story.next();
    commands.push(step);
    if (chance.happens(0.2)) commands.push(step); // a client that lost patience
    await Promise.all(commands.map((command) => this.deliver(command)));
  }

  private async deliver(command: CommandLine): Promise<void> {
    const begun = Date.now();
    for (;;) {
      const outcome = await this.send(command, this.options.chance.oneOf(this.options.urls()));
      if (typeof outcome !== 'string') {
        this.acknowledged.push(outcome);
        this.slowestMs = Math.max(this.slowestMs, Date.now() - begun);
        return;
      }
      if (Date.now() - begun > acknowledgedWithinMs)
        throw new Violation(`${command.commandId} is not acknowledged: ${outcome}`);
      await delay(100);
    }
  }

  /** The answer; or why there is none yet. @throws Violation where a legal command is refused */
  private async send({ command, ...body }: CommandLine, url: string): Promise<Acknowledged | string> {
    let answer: { readonly status: number; readonly text: string };
    try {
      answer = await post(`${url}/v1/commands/${command}`, body, this.options.chance.between(...patienceMs));
    } catch (error) {
      return `${url}: ${error instanceof Error ? error.message : String(error)}`;
    }
    const { status, text } = answer;
    if (status === 200) return JSON.parse(text) as Acknowledged;
    if (passingStatuses.has(status)) return `${url}: ${status} ${text}`;
    throw new Violation(`${body.commandId}, which is legal, was answered ${status} by ${url}: ${text}`);
  }
}

async function post(url: string, body: object, withinMs: number): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(Math.round(withinMs)),
  });
  return { status: answer.status, text: await answer.text() };
}
