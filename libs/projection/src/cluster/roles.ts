import type { AnyProjection } from '../definition';

/**
 * Who has it writes the rows of this version of a projection. By version, so that in a rolling deployment the nodes of the
 * newer code build its rows while those of the older one go on with theirs.
 */
export const projectorOf = ({ name, version }: Pick<AnyProjection, 'name' | 'version'>): string =>
  `${prefix}${name}:v${version}`;

const prefix = 'projector:';

const membership = 'member:';

/**
 * Taken by each node that would project, so that tools and threads, which open the store as well, are left no share. It names the
 * log, so that nobody projects another one into the same store.
 */
export const memberRole = (logId: string, node: string): string => `${membership}${logId}:${node}`;

export const isMembership = (role: string): boolean => role.startsWith(membership);

export const isMembershipOf = (logId: string, role: string): boolean =>
  role.startsWith(`${membership}${logId}:`);

/** There are others: whoever makes a replay has one for as long. */
export const isProjector = (role: string): boolean => role.startsWith(prefix);

/** Whose rows the holder of a projector's role writes. */
export const projectionOf = (role: string): string => role.slice(prefix.length, role.lastIndexOf(':'));
