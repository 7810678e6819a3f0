/** Rules for an e-mail address that was copied from a message, a link or a sentence. */
import { parseUrl } from '../parse-url.ts'
import { replaceRule, type TidyingRule } from './tidying-rule.ts'

const email = ['email'] as const

/** Matches an internationalised domain: only letters, digits and dots, so that no other text reaches the URL parser. */
const internationalDomain = /^(?=.*\P{ASCII})[\p{L}\p{M}\p{N}.\u3002\uff61-]+$/u

/**
 * Converts an internationalised domain. This rule comes before the rules for digits and dashes, because a domain may
 * contain digits of its own script.
 */
const domainRule: TidyingRule = {
  name: 'an international domain is in its ASCII form',
  types: email,
  apply: (address) => {
    const at = address.lastIndexOf('@')
    const domain = address.slice(at + 1)
    if (at < 0 || !internationalDomain.test(domain)) return undefined
    const ascii = parseUrl(`https://${domain}`)?.hostname
    return ascii === undefined ? undefined : `${address.slice(0, at)}@${ascii}`
  },
}

export const emailRules: readonly TidyingRule[] = [
  replaceRule('an address in angle brackets follows a name', email, /^[^<>]*<([^<>]*)>[ .,;]*$/g, '$1'),
  replaceRule('mailto: and its parameters are dropped', email, /^mailto:\s*([^?]*)(?:\?.*)?$/gi, '$1'),
  replaceRule('a label before an address is dropped', email, /^e-?mail:\s*/gi, ''),
  replaceRule(
    'brackets, quotes and sentence signs around an address are dropped',
    email,
    /^[("'“”„‘«[ ]+|[)"'“”’»\].,;:!? ]+$/g,
    '',
  ),
  domainRule,
]
