/** The settings on the page about providers are valid, and there is one for each preset. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ExternalSignIn, issuerContradictions } from '../../lib/identity/issuer-settings.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/sign-in-providers.md'), 'utf8')
const blocks = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, code = '']): unknown => JSON.parse(code))
const Preset = z.object({ issuers: z.tuple([z.object({ provider: z.string() })]) })

test('docs/sign-in-providers.md has settings to copy for each preset, and they are valid', () => {
  expect(blocks.map((block) => Preset.parse(block).issuers[0].provider)).toEqual(['entra', 'okta', 'auth0', 'keycloak'])
  for (const block of blocks) expect(issuerContradictions(ExternalSignIn.parse(block), ['acme'])).toEqual([])
})
