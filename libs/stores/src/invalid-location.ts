/** A connection string cannot be used. The message says what is wrong with it and never quotes it: it may hold a password. */
export class InvalidLocation extends Error {
  override readonly name = 'InvalidLocation';
}
