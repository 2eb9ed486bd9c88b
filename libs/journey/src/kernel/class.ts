export type Class<T extends object> = new () => T;
