/**
 * The context of a form: purpose, reference and amount, as the agent stated them when sending the form. The visitor
 * sees the context. The link's fingerprint and every sealed answer are bound to the hash of the context, so that a
 * change in transit is detected.
 */
import * as z from 'zod/mini'
import { encodeBase64url } from './base64url.ts'

/** The context of a form in replies. `requested-context.ts` has the stricter schema for requests. */
export const FormContext = z.strictObject({
  purpose: z.optional(z.string()),
  reference: z.optional(z.string()),
  /**
   * A decimal number with exactly the currency's decimals, and an ISO 4217 code: `{ "value": "12.50", "currency": "EUR"
   * }`.
   */
  amount: z.optional(z.strictObject({ value: z.string(), currency: z.string() })),
})
export type FormContext = z.infer<typeof FormContext>

const utf8 = new TextEncoder()

/** Returns the base64url of the SHA-256 over the canonical form of the context: 43 characters. */
export async function contextHash({ purpose, reference, amount }: FormContext): Promise<string> {
  const fields = [purpose, reference, amount?.value, amount?.currency].map((field) => field ?? null)
  const canonical = utf8.encode(JSON.stringify(['sealform/v2/context', ...fields]))
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', canonical)))
}
