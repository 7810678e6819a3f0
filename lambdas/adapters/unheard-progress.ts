import type { Progress } from '../core/progress.ts'

/** Where no push channel is deployed, nobody listens: agents see the state of a form, not how far its visitor has come. */
export const unheardProgress: Progress = { report: async () => {} }
