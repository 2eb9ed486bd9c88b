import type { Metadata } from '@grpc/grpc-js';

/** What a caller may do: a system account appends and reads, a reader reads. */
export type Access = 'system' | 'reader' | 'none';

/** Decides by the header `authorization`, as it was sent. */
export type AccessRule = (authorization: string | undefined) => Access;

export const authorizationOf = (metadata: Metadata): string | undefined =>
  metadata.get('authorization')[0]?.toString();
