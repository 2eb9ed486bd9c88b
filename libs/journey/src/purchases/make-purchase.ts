import { interactionReferredToIsKnown } from '../interactions/guards';
import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import { Fact } from '../payload/fact';
import { Id, Label, Optional, Whole } from '../payload/fields';
import { Money } from '../payload/money';
import { Nested } from '../payload/nested';

/** The customer bought something. */
export class MakePurchase extends Fact {
  @Id() purchaseId!: string;
  @Nested(() => Money) total!: Money;
  /** How many items. */
  @Optional() @Whole(0) items?: number;
  @Optional() @Label() channel?: string;
  @Optional() @Label() touchpoint?: string;
  @Optional() @Id() interactionId?: string;
}

export class PurchaseMade extends MakePurchase {}

export const purchaseIsNew = guard<{ purchaseId: string }>({
  code: 'purchase.id-used',
  rule: 'A purchase id stands for one purchase of the journey.',
  holds: (journey, { purchaseId }) => !journey.purchases.has(purchaseId),
  otherwise: ({ purchaseId }) => `Purchase ${purchaseId} is already recorded.`,
  accepts: ['another purchaseId'],
});

export const makePurchase = command(MakePurchase, {
  records: PurchaseMade,
  guards: [purchaseIsNew, interactionReferredToIsKnown],
  evolve: (journey, { purchaseId }) => journey.purchases.add(purchaseId),
});
