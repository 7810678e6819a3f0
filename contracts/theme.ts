/** The accent and the logo of the visitor's page. */
import * as z from 'zod/mini'
import { parseUrl } from './parse-url.ts'

const logoPattern = /^https:\/\/[^\s"'<>\\]+$/

/** The visitor's page loads the logo, so its URL must use https and contain no user name or password. */
const isLogoUrl = (text: string): boolean => {
  if (!logoPattern.test(text)) return false
  const url = parseUrl(text)
  return url !== undefined && url.username === '' && url.password === ''
}

/** The look of a form. A site's `branding` and a template's `theme` have this shape. */
export const Theme = z.strictObject({
  accent: z.optional(z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/))),
  logo: z.optional(z.string().check(z.maxLength(2048), z.refine(isLogoUrl), z.meta({ pattern: logoPattern.source }))),
})
export type Theme = z.infer<typeof Theme>
