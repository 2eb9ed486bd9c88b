import type { HeldRole } from '@rapport/read-store';

/** What a node sees when it decides what to project. */
export interface Sight {
  readonly node: string;
  /** Those that would project, this one among them, sorted. */
  readonly nodes: readonly string[];
  /** Roles that this node can fill. */
  readonly able: readonly string[];
  readonly held: readonly HeldRole[];
  /** Roles that this node needs for what it was asked to do, whoever has them. */
  readonly needed: ReadonlySet<string>;
  /** Those of them that it has, and is at work with. */
  readonly inUse: ReadonlySet<string>;
  /** Roles that it cannot let go of at the moment. */
  readonly busy: ReadonlySet<string>;
  /** Roles that were free for a while: nobody has room for them. */
  readonly overdue: ReadonlySet<string>;
}

export interface Plan {
  readonly release: readonly string[];
  readonly take: readonly string[];
  /** Those to ask others for. */
  readonly want: readonly string[];
}

/**
 * Spreads roles evenly and moves none to and fro: a node takes free ones up to its share, and asks for one of whoever has two
 * more at least. Nobody lets go of what nobody asks for, but for what it could not do.
 */
export function spread(sight: Sight): Plan {
  const { node, held, needed } = sight;
  const holders = new Map(held.map(({ role, node: holder }) => [role, holder]));
  const missing = [...needed].filter((role) => holders.get(role) !== node);
  const take = [...missing.filter((role) => !holders.has(role)), ...takeable(sight, holders)];
  const want = missing.filter((role) => holders.has(role));
  if (take.length + want.length === 0) want.push(...fromTheRichest(sight));
  return { release: held.filter((one) => mayGo(one, sight)).map(({ role }) => role), take, want };
}

/** What somebody asks for, and what was needed here for a while. */
function mayGo({ role, node, wantedBy }: HeldRole, sight: Sight): boolean {
  const { node: me, able, needed, inUse, busy } = sight;
  if (node !== me || busy.has(role) || inUse.has(role)) return false;
  const asks = wantedBy === me ? undefined : wantedBy;
  if (needed.has(role)) return asks !== undefined && asks < me && hasNeeded(asks, sight);
  return asks !== undefined || !able.includes(role);
}

/** Two that need the same roles, and have some of them each, would wait for each other: the first by name gets all. */
const hasNeeded = (other: string, { held, needed }: Sight): boolean =>
  held.some(({ role, node }) => node === other && needed.has(role));

/** Free roles: as many as there is room for, and what nobody has room for. */
function takeable(sight: Sight, holders: ReadonlyMap<string, string>): readonly string[] {
  const { node, nodes, able, needed, overdue } = sight;
  const share = shareOf(sight);
  const free = able.filter((role) => !holders.has(role) && !needed.has(role));
  const first = (nodes.indexOf(node) * share) % Math.max(1, free.length);
  const inTurn = [...free.slice(first), ...free.slice(0, first)]; // nodes that start at once seldom ask for the same
  const room = Math.max(0, share - ofAble(sight, node).length);
  return inTurn.filter((role, at) => at < room || overdue.has(role));
}

/** One at a time: when it has come, the next look tells whether another one is due. */
function fromTheRichest(sight: Sight): readonly string[] {
  const { node, nodes, held } = sight;
  const mine = ofAble(sight, node).length;
  if (mine >= shareOf(sight) || held.some((one) => isUnderWay(one, node))) return [];
  const others = nodes.filter((one) => one !== node).map((one) => ofAble(sight, one));
  const richest = others.reduce((most, one) => (one.length > most.length ? one : most), []);
  if (richest.length < mine + 2) return [];
  return richest.filter(({ wantedBy }) => wantedBy === undefined).slice(-1).map(({ role }) => role); // prettier-ignore
}

/** To the node, or away from it. */
const isUnderWay = ({ node, wantedBy }: HeldRole, me: string): boolean =>
  wantedBy === me || (node === me && wantedBy !== undefined);

const shareOf = ({ able, nodes }: Sight): number => Math.ceil(able.length / nodes.length);

const ofAble = ({ able, held }: Sight, node: string): readonly HeldRole[] =>
  held.filter((one) => one.node === node && able.includes(one.role));
