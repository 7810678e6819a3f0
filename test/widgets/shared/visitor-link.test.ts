import { describe, expect, test } from 'vitest'
import { parseVisitorLink, withFingerprint } from '../../../widgets/shared/visitor-link.ts'

const openKey = `sfo_${'k'.repeat(42)}A`
const fingerprint = `${'f'.repeat(42)}E`

describe('the link’s fragment', () => {
  test('contains only the open key if nothing is off the record', () => {
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
    `##${openKey}`,
    `# ${openKey}`,
  ])('is invalid without a complete open key: %j', (fragment) => {
    expect(parseVisitorLink(fragment)).toBeUndefined()
  })

  test.each([
    '.',
    `.${fingerprint}.`,
    `.${fingerprint}x`,
    '.short',
    `.${fingerprint}.${fingerprint}`,
    `,${fingerprint}`,
  ])('counts as damaged, not as without a fingerprint, if it ends with %j', (ending) => {
    expect(parseVisitorLink(`#${openKey}${ending}`)).toBeUndefined()
  })
})

describe('the agent’s tab', () => {
  test('appends the fingerprint to the link so that the visitor’s page finds both', () => {
    const link = withFingerprint(`https://forms.example.com/form#${openKey}`, fingerprint)
    expect(link).toBe(`https://forms.example.com/form#${openKey}.${fingerprint}`)
    expect(parseVisitorLink(new URL(link).hash)).toEqual({ openKey, fingerprint })
  })

  test('appends the fingerprint only to a link from the service that has none yet', () => {
    expect(() => withFingerprint('https://forms.example.com/form', fingerprint)).toThrow(TypeError)
    expect(() => withFingerprint(`https://forms.example.com/form#${openKey}.${fingerprint}`, fingerprint)).toThrow(
      TypeError,
    )
    expect(() => withFingerprint(`#${openKey}`, fingerprint)).toThrow(TypeError)
    expect(() => withFingerprint(`https://forms.example.com/form#${openKey}`, 'short')).toThrow(TypeError)
  })
})
