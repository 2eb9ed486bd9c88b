/** Whose a journey is from now on. */
export interface MembershipChange {
  readonly journeyId: string;
  /** null: nobody's any more. */
  readonly customerId: string | null;
}

/** Which journeys belong together, as of a build's checkpoint. Ids come sorted by their UTF-8 bytes. */
export interface Memberships {
  /** The customer that the journey belongs to; undefined: only to itself. */
  customerOf(journeyId: string): Promise<string | undefined>;
  membersOf(customerId: string): Promise<readonly string[]>;
  /** All journeys that ever were its members, by any change committed: the candidates at an earlier moment. */
  everMembersOf(customerId: string): Promise<readonly string[]>;
  /** Whether any journey belongs to a customer; cheap enough for every commit. */
  hasMembers(): Promise<boolean>;
}
