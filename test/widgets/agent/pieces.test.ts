/** The small parts of the agent panel that need no browser. */
import { describe, expect, test } from 'vitest'
import { encodeBase64url } from '../../../contracts/base64url.ts'
import { AgentId } from '../../../contracts/identifiers.ts'
import { isInvisible } from '../../../widgets/agent/answers/visible-text.ts'
import { loadAgentMessages } from '../../../widgets/agent/messages/load-messages.ts'
import type { Messages } from '../../../widgets/agent/messages/messages.ts'
import { signedInAgentFrom } from '../../../widgets/agent/sign-in/signed-in-agent.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'

describe('an invisible character', () => {
  test.each([
    '\u0000',
    '\t',
    '\r',
    '\u001B',
    '\u007F',
    '\u0085',
    '\u00AD',
    '\u061C',
    '\u115F',
    '\u180E',
    '\u200B',
    '\u200E',
    '\u200F',
    '\u2028',
    '\u202A',
    '\u202E',
    '\u2060',
    '\u2066',
    '\u2069',
    '\u3164',
    '\uFEFF',
    '\uFFA0',
    '\uFFF9',
    '\u{1D173}',
    '\u{E0041}',
  ])('%j is shown as a visible mark', (character) => {
    expect(isInvisible(character)).toBe(true)
  })

  test.each(['a', ' ', '\n', 'é', 'س', '漢', '\u0301', '\u200C', '\u200D', '😀'])(
    'is not found in %j, which is shown unchanged',
    (character) => {
      expect(isInvisible(character)).toBe(false)
    },
  )
})

describe('the agent’s name in a token', () => {
  const token = (claims: unknown) =>
    `header.${encodeBase64url(new TextEncoder().encode(JSON.stringify(claims)))}.signature`
  const agent = AgentId.parse('agent-7')

  test('is read from any of the claims that issuers use', () => {
    expect(signedInAgentFrom(token({ sub: 'agent-7' })).matchesAgentId(agent)).toBe(true)
    expect(signedInAgentFrom(token({ sub: 'x', 'custom:agent': 'agent-7' })).matchesAgentId(agent)).toBe(true)
    expect(signedInAgentFrom(token({ sub: 'agent-70', groups: ['agent-7'] })).matchesAgentId(agent)).toBe(false)
  })

  test('is always the same for the same person at the same issuer', () => {
    const of = (iss: string, sub: string) => signedInAgentFrom(token({ iss, sub, iat: Math.random() })).personKey
    expect(of('https://one', 'é')).toBe(of('https://one', 'é'))
    expect(new Set([of('https://one', 'a'), of('https://two', 'a'), of('https://one', 'b')]).size).toBe(3)
  })

  test.each(['', 'opaque', 'a.b.c', 'a.bnVsbA.c', token([]), token(7)])(
    'is empty for a token without a readable claim: %j',
    (text) => {
      const who = signedInAgentFrom(text)
      expect([who.personKey, who.matchesAgentId(agent)]).toEqual([undefined, false])
    },
  )
})

describe('the messages', () => {
  /** What is said with a number or a name in it. */
  const given = (words: Messages) => [
    words.found(71),
    words.filling(73, 74),
    words.sentAt('75'),
    words.byColleague('76'),
    words.keyElsewhere('72'),
    words.keyUsed('70'),
    words.dateHint('77'),
    words.expiryHint('81'),
    words.idleWarning('78'),
    words.details.amountFormat('79'),
    words.details.tooLong(80),
  ]
  const fixed = (words: Messages) =>
    [...Object.values(words), ...Object.values(words.steps), ...Object.values(words.details)].filter(
      (text) => typeof text === 'string',
    )

  test.each(pageLocales)('in %s are complete and translated, and contain all their placeholders', async (locale) => {
    const { locale: loadedLocale, ...messages } = await loadAgentMessages([locale])
    expect(loadedLocale).toBe(locale)
    const english = await loadAgentMessages(['en'])
    for (const number of ['70', '71', '72', '73', '74', '75', '76', '77', '78', '79', '80', '81'])
      expect(given(messages).join(' ')).toContain(number)

    expect(fixed(messages).filter((text) => text.trim() !== text || text === '')).toEqual([])
    const englishTexts: ReadonlySet<unknown> = new Set(Object.values(english))
    const same = Object.values(messages).filter((text) => englishTexts.has(text))
    if (locale !== 'en') expect(same.length).toBeLessThan(4)
  })

  test.each(pageLocales)(
    'in %s call the parts of a form as the visitor’s page does, for its preview',
    async (locale) => {
      const [panel, visitor] = await Promise.all([loadAgentMessages([locale]), loadVisitorMessages([locale])])
      const { optional, noAnswer, yes, no, offTheRecord, dateHint, expiryHint } = visitor.field
      expect(panel).toMatchObject({ optional, noAnswer, yes, no, offTheRecord, details: visitor.context })
      expect([panel.dateHint('x'), panel.expiryHint('x')]).toEqual([dateHint('x'), expiryHint('x')])
    },
  )

  test('in French never start a line with a colon or a question mark', async () => {
    const { locale: _, ...messages } = await loadAgentMessages(['fr'])
    expect([...given(messages), ...fixed(messages)].filter((text) => / [:;?!»]/.test(text))).toEqual([])
  })
})
