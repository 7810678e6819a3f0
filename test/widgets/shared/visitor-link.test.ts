import { describe, expect, test } from 'vitest'
import { fragmentInPath, parseVisitorLink, withFingerprint } from '../../../widgets/shared/visitor-link.ts'

const openKey = `sfo_${'k'.repeat(42)}A`
const fingerprint = `${'f'.repeat(42)}E`

describe('the link’s fragment', () => {
  test('contains only the open key if no question is off the record', () => {
    expect(parseVisitorLink(`#${openKey}`)).toEqual({ openKey })
    expect(parseVisitorLink(openKey)).toEqual({ openKey })
  })

  test('contains the open key and the fingerprint of the agent’s key', () => {
    expect(parseVisitorLink(`#${openKey}.${fingerprint}`)).toEqual({ openKey, fingerprint })
  })

  test.each([
    '',
    '#',
    '#hello',
    `#${openKey.slice(0, -1)}`,
    `#${openKey}x`,
    `#sfs_${'k'.repeat(42)}A`,
    `#${'k'.repeat(42)}A`,
    `#${openKey.slice(0, -1)}B`,
  ])('is invalid without a complete open key: %j', (fragment) => {
    expect(parseVisitorLink(fragment)).toBeUndefined()
  })

  test.each([`.${fingerprint}x`, '.short', `.${fingerprint}.${fingerprint}`, `,${fingerprint}`])(
    'is treated as damaged, and not as a fragment without a fingerprint, if it ends with %j',
    (ending) => {
      expect(parseVisitorLink(`#${openKey}${ending}`)).toBeUndefined()
    },
  )
})

/** mozilla/bleach#49, RocketChat#28314, nextcloud/spreed#3922, ppy/osu-web#7161 and others. */
describe('punctuation and text after a link', () => {
  test.each([
    ...[
      '.',
      ',',
      ')',
      '>',
      '"',
      ';',
      '!',
      ':',
      '*',
      ']',
      '?',
      "'",
      '}',
      '|',
      '…',
      '。',
      '」',
      '»',
      '”',
      '**',
      ').',
      '%3E',
      '&gt;',
      '/',
    ],
    ...[' please open it', '. Please open it', '%20thanks', '|the form>', '\n', '😀', ' – thanks'],
  ])('are removed: %j', (ending) => {
    expect(parseVisitorLink(`#${openKey}.${fingerprint}${ending}`)).toEqual({ openKey, fingerprint })
    expect(parseVisitorLink(`#${openKey}${ending}`)).toEqual({ openKey })
  })

  test('do not make a truncated link valid', () => {
    for (const length of [4, 20, 46]) expect(parseVisitorLink(`#${openKey.slice(0, length)}.`)).toBeUndefined()
    for (const length of [1, 20, 42]) {
      expect(parseVisitorLink(`#${openKey}.${fingerprint.slice(0, length)}.`)).toBeUndefined()
    }
  })
})

/** element-hq/element-web#1254, scrt-link-v2#284 and others. */
describe('a link that was rewritten in transit', () => {
  const link = `${openKey}.${fingerprint}`

  test.each([
    ['percent-encoded', link.replace('.', '%2E').replace('_', '%5F')],
    ['percent-encoded twice', link.replace('.', '%252E').replace('_', '%255f')],
    ['with campaign parameters', `${link}&utm_source=mail&utm_medium=x`],
    ['with a query after the fragment', `${link}?utm_source=mail.example`],
    ['with a fragment directive', `${link}:~:text=form`],
    ['with a soft hyphen', `${link.slice(0, 20)}\u00ad${link.slice(20)}`],
    ['with an encoded zero-width space', `${link.slice(0, 60)}%E2%80%8B${link.slice(60)}`],
    ['wrapped to two lines', `${link.slice(0, 60)}\r\n ${link.slice(60)}`],
    ['escaped for Markdown', link.replace('_', '\\_')],
    ['with a second #', `#${link}`],
    ['with a space before it', ` ${link}`],
    ['with a slash before it', `/${link}`],
    ['percent-encoded, with a percent sign at the end', `${link.replace('.', '%2E')}%`],
  ])('is complete if it is %s', (_, fragment) => {
    expect(parseVisitorLink(`#${fragment}`)).toEqual({ openKey, fingerprint })
  })
})

/** Skyfay/SkySend#68, PrivateBin#1553 and #1358. */
describe('a fragment in the path', () => {
  test('is found after the encoded #', () => {
    for (const sign of ['%23', '%2523']) {
      const found = fragmentInPath(`/form/acme${sign}${openKey}.${fingerprint}`)
      expect(found).toEqual({ path: '/form/acme', fragment: `${openKey}.${fingerprint}` })
    }
    expect(fragmentInPath('/form/acme')).toBeUndefined()
  })
})

describe('the agent’s tab', () => {
  test('appends the fingerprint to the link in the way in which the visitor’s page reads it', () => {
    const link = withFingerprint(`https://forms.example.com/form#${openKey}`, fingerprint)
    expect(link).toBe(`https://forms.example.com/form#${openKey}.${fingerprint}`)
    expect(parseVisitorLink(new URL(link).hash)).toEqual({ openKey, fingerprint })
  })

  test('appends the fingerprint only to a link of the service, and only if the link has none yet', () => {
    expect(() => withFingerprint('https://forms.example.com/form', fingerprint)).toThrow(TypeError)
    expect(() => withFingerprint(`https://forms.example.com/form#${openKey}.${fingerprint}`, fingerprint)).toThrow(
      TypeError,
    )
    expect(() => withFingerprint(`#${openKey}`, fingerprint)).toThrow(TypeError)
    expect(() => withFingerprint(`https://forms.example.com/form#${openKey}`, 'short')).toThrow(TypeError)
  })
})
