const DISCOVERED = /^esdb\+discover:\/\/(?:[^/?]*@)?([^/?@]*)(?:[/?]|$)/i;

/** Of several names with `+discover` the client asks only the first. As seeds each is asked, so that one may be gone. */
export function withSeeds(connectionString: string): string {
  const names = DISCOVERED.exec(connectionString)?.[1] ?? '';
  return names.includes(',') ? connectionString.replace('+discover', '') : connectionString;
}
