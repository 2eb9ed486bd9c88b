import { Flag, Label, OneOf, Whole } from '../payload/fields';
import { Nested, NestedList } from '../payload/nested';
import { TextLength } from '../payload/text-length';
import { IsObject } from '../payload/validators';

/** The fact that moved the stage. */
export class StageDriver {
  @Label() eventId!: string;
  @Label() type!: string;
  /** Whether it says what the customer feels. */
  @OneOf(['fact', 'emotion']) kind!: 'fact' | 'emotion';
}

/** A condition as the policy states it, and what the measures said then. */
export class StageReason {
  @TextLength(1, 2000) condition!: string;
  @Flag() holds!: boolean;
  /** By name: `{"emotion.felt": 0.267}`. */
  @IsObject() measures!: Record<string, number>;
}

/** Our policy moved the relationship from stage to stage. Recorded with the fact that led to it, never revised. */
export class StageChanged {
  @Label() from!: string;
  @Label() to!: string;
  @OneOf(['enter', 'stay', 'leave']) rule!: 'enter' | 'stay' | 'leave';
  @Nested(() => StageDriver) driver!: StageDriver;
  @NestedList(() => StageReason) reasons!: StageReason[];
  /** How long the journey was in the stage before. */
  @Whole(0) dwellMs!: number;
  @Whole(0) requiredDwellMs!: number;
}
