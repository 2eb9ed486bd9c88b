import { Currency, Whole } from './fields';

/** An amount in the currency's minor unit (cents). */
export class Money {
  @Whole(0) amountMinor!: number;
  @Currency() currency!: string;
}
