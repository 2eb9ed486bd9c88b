import type { EventLog } from './event-store';
import type { Position } from './position';

/** What is to be read of very many events. */
export interface PackedOptions {
  /** Only the data of these types is read; that of others is left empty. Default: of all. */
  readonly dataOf?: Iterable<string>;
  /** Only events of streams that it holds for are read. Asked once for each stream that there is when reading begins. */
  readonly streams?: (stream: string) => boolean;
  /** Reads what events name as their cause as well, of all their metadata. Default: does not. */
  readonly causes?: boolean;
}

/** A stretch of the log by column, an entry for each event: no object for any of them. */
export interface PackedPage {
  /** Numbers that `PackedReader.stream` names. */
  readonly streams: readonly number[];
  /** Numbers that `PackedReader.type` names. */
  readonly types: readonly number[];
  readonly revisions: readonly number[];
  readonly policyVersions: readonly number[];
  readonly occurredAt: readonly number[];
  readonly recordedAt: readonly number[];
  /** 32 hex digits for each event. */
  readonly ids: string;
  /** The data as JSON texts, one a line (no line feed behind the last), in the schema version that the event's is read as. */
  readonly data: string;
  /** `causationId`; empty where the causes were not asked for. */
  readonly causes: readonly (string | null)[];
  /** Everything up to here has been looked at. */
  readonly upTo: Position;
}

/** Reads very many events in their order: what rebuilds do. Numbers of streams and types keep their meaning for one reader. */
export interface PackedReader {
  /**
   * The next stretch behind a position, no further than up to and including `until`; undefined where nothing lies there.
   * @throws ForeignPosition, CorruptStore
   */
  read(after: Position | undefined, until?: Position): Promise<PackedPage | undefined>;
  stream(number: number): string;
  type(number: number): string;
}

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
