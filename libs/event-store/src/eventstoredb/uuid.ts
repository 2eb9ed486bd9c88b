import { shared } from './protocol';

/** A UUID as text, whichever of its two forms the other side chose. */
export function uuidText(uuid: shared.UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return uuid?.getString().toLowerCase() ?? '';
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const uuidOf = (text: string): shared.UUID => new shared.UUID().setString(text);

/** The form of two signed 64-bit numbers. */
export function structuredUuidOf(text: string): shared.UUID {
  const hex = text.replaceAll('-', '');
  const structured = new shared.UUID.Structured()
    .setMostSignificantBits(signed(hex.slice(0, 16)))
    .setLeastSignificantBits(signed(hex.slice(16)));
  return new shared.UUID().setStructured(structured);
}

const half = (decimal: string): string => BigInt.asUintN(64, BigInt(decimal)).toString(16).padStart(16, '0');
const signed = (hex: string): string => BigInt.asIntN(64, BigInt(`0x${hex}`)).toString();
