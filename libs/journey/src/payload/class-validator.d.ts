/** Its files by themselves, whose types the package declares elsewhere. */
declare module 'class-validator/cjs/decorator/*' {
  export * from 'class-validator';
}
