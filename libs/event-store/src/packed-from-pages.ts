import type { EventLog } from './event-store';
import type { PackedOptions, PackedReader } from './packed';

const pageSize = 1_000;

/** Reads packed from a log whose adapter knows nothing better than its pages. */
export function packedFromPages(log: Pick<EventLog, 'readAll'>, options: PackedOptions = {}): PackedReader {
  const [streams, types] = [new Numbered(), new Numbered()];
  const dataOf = options.dataOf && new Set(options.dataOf);
  const { streams: isWanted = () => true } = options;
  return {
    stream: (number) => streams.nameOf(number),
    type: (number) => types.nameOf(number),
    async read(after, until) {
      const page = await log.readAll({
        limit: pageSize,
        detail: options.causes ? 'full' : 'fold',
        ...(after && { after }),
      });
      const events = page.events.filter(({ position }) => until === undefined || position <= until);
      const last = events.at(-1);
      if (last === undefined) return undefined;
      const wanted = events.filter(({ stream }) => isWanted(stream));
      const text = (one: (typeof events)[number]): string =>
        dataOf?.has(one.type) === false ? '' : JSON.stringify(one.data);
      return {
        streams: wanted.map(({ stream }) => streams.numberOf(stream)),
        types: wanted.map(({ type }) => types.numberOf(type)),
        revisions: wanted.map(({ revision }) => revision),
        policyVersions: wanted.map(({ policyVersion }) => policyVersion),
        occurredAt: wanted.map(({ occurredAt }) => occurredAt),
        recordedAt: wanted.map(({ recordedAt }) => recordedAt),
        ids: wanted.map(({ id }) => id.replaceAll('-', '')).join(''),
        data: wanted.map(text).join('\n'),
        causes: options.causes ? wanted.map(({ metadata }) => metadata.causationId ?? null) : [],
        upTo: last.position,
      };
    },
  };
}

/** Names by number, in the order in which they were first seen. */
class Numbered {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  nameOf(number: number): string {
    const name = this.names[number];
    if (name === undefined) throw new RangeError(`There is no name ${number}.`);
    return name;
  }
}
