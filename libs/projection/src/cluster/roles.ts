import type { HeldRole } from '@rapport/read-store';
import type { AnyProjection } from '../definition';

/**
 * Who has it writes the rows of this version of a projection. By version, so that in a rolling deployment the nodes of the
 * newer code build its rows while those of the older one go on with theirs.
 */
export const projectorOf = ({ name, version }: Pick<AnyProjection, 'name' | 'version'>): string =>
  `projector:${name}:v${version}`;

const memberPrefix = 'member:';

/** Says that a node projects: others, such as a thread that builds or a tool, have the store open too. */
export const memberRole = (node: string): string => memberPrefix + node;

/** The nodes that project, this one among them, sorted. */
export function membersOf(held: readonly HeldRole[], node: string): readonly string[] {
  const members = held.filter(({ role }) => role.startsWith(memberPrefix)).map((one) => one.node);
  return [...new Set([node, ...members])].sort();
}
