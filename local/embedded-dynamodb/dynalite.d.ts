/**
 * dynalite 4 is CommonJS without types. We use its request validation and its actions. The store and the HTTP server
 * are our own.
 */
declare module 'dynalite/validations/index.js' {
  const validations: {
    /**
     * Checks the types in a request: drops unknown members, and throws a SerializationException for a wrong type.
     * Changes its argument.
     */
    checkTypes(request: Record<string, unknown>, types: object): import('./dynalite-contract.ts').ValidatedRequest
    /** Throws a ValidationException if the request is not valid. Adds the parsed expressions to the request. */
    checkValidations(
      request: import('./dynalite-contract.ts').ValidatedRequest,
      types: object,
      custom: import('./dynalite-contract.ts').Checks['custom'],
      store: import('./dynalite-contract.ts').Store,
    ): void
  }
  export = validations
}

declare module 'dynalite/actions/*' {
  const action: import('./dynalite-contract.ts').Action
  export = action
}

declare module 'dynalite/validations/*' {
  const checks: import('./dynalite-contract.ts').Checks
  export = checks
}
