/** The codes of all refusals of the protocol. The pages use only these codes, without the texts in `problem.ts`. */
export const refusalCodes = [
  'not-signed-in',
  'not-permitted',
  'sign-in-again',
  'not-available',
  'not-found',
  'method-not-allowed',
  'conflict',
  'changed-meanwhile',
  'too-large',
  'unsupported-media-type',
  'not-valid',
  'too-many-requests',
  'try-again',
] as const
