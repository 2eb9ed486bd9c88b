import { Mark } from './mark';

export const personal = new Mark();

/** Marks a property as personal: it names a person, or is free text that may. Such fields are the ones to be erased. */
export const Personal = (): PropertyDecorator => personal.put();
