/** The three ways in which code writes a name, and people. */
export interface ProjectionName {
  /** `promise-keeping` */
  readonly kebab: string;
  /** `promiseKeeping` */
  readonly camel: string;
  /** `PromiseKeeping` */
  readonly pascal: string;
  /** `Promise keeping` */
  readonly title: string;
}

const maxLength = 64;
const words = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

export const isProjectionName = (name: string): boolean => name.length <= maxLength && words.test(name);

/** @param kebab a valid name */
export function projectionName(kebab: string): ProjectionName {
  const pascal = kebab.split('-').map(capitalised).join('');
  return {
    kebab,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    title: capitalised(kebab.replaceAll('-', ' ')),
  };
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Text about the projection `from`, about `to` instead. */
export function renamed(text: string, from: ProjectionName, to: ProjectionName): string {
  return text
    .replaceAll(from.kebab, to.kebab)
    .replaceAll(from.camel, to.camel)
    .replaceAll(from.pascal, to.pascal)
    .replaceAll(from.title, to.title);
}
