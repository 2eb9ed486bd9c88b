import { InvalidLocation } from './invalid-location';

/** Whoever takes a connection string apart fails at what is no escape. @throws InvalidLocation */
export function checkEscapes(text: string): void {
  try {
    decodeURIComponent(text);
  } catch {
    throw new InvalidLocation('holds a % that escapes nothing: write the character itself as %25');
  }
}
