import type { AnyProjection } from '../definition';

/**
 * Who has it writes the rows of this version of a projection. By version, so that in a rolling deployment the nodes of the
 * newer code build its rows while those of the older one go on with theirs.
 */
export const projectorOf = ({ name, version }: Pick<AnyProjection, 'name' | 'version'>): string =>
  `${prefix}${name}:v${version}`;

const prefix = 'projector:';

const membership = 'member:';

/** Taken by each node that would project, so that tools and threads, which open the store as well, are left no share. */
export const memberRole = (node: string): string => `${membership}${node}`;

export const isMembership = (role: string): boolean => role.startsWith(membership);

/** There are others: whoever makes a replay has one for as long. */
export const isProjector = (role: string): boolean => role.startsWith(prefix);

/** Whose rows the holder of a projector's role writes. */
export const projectionOf = (role: string): string => role.slice(prefix.length, role.lastIndexOf(':'));
