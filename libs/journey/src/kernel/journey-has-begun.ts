import { guard } from './guard';

export const journeyHasBegun = guard({
  code: 'journey.not-begun',
  rule: 'Nothing happens on a journey before it has begun.',
  holds: (journey) => journey.begunAt !== undefined,
  otherwise: () => 'The journey has not begun at that time.',
  accepts: ['begin-journey'],
});
