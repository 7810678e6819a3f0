import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { settingsOf } from '../../../tools/token/settings.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-token-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { demo, production } = exampleStages
const signIn = {
  ...Object(demo.signIn),
  callbackAddresses: ['https://desk.example.com/', 'http://localhost:9000/back'],
}
const file = join(folder, 'stages.json')
writeFileSync(file, JSON.stringify({ demo, production, two: { ...demo, sites: ['acme', 'globex'], signIn } }))
const given = (...args: string[]) => settingsOf(args, file)

describe('the command line of token', () => {
  test('names a person of a stage, and the file for the token', () => {
    const { owner, out } = given('--stage', 'demo', '--as', 'ada', '--out', 'ada.token')
    expect(owner).toMatchObject({ kind: 'person', stage: { stage: 'demo' }, userName: 'ada' })
    expect(out).toBe('ada.token')
  })

  test('receives the code at the callback address that is given, or else at the first one on this machine', () => {
    const callbackOf = (...args: string[]) => {
      const { owner } = given(...args, '--as', 'ada')
      return owner.kind === 'person' ? owner.callback.href : owner.kind
    }
    expect(callbackOf('--stage', 'demo')).toBe('http://localhost:8787/')
    expect(callbackOf('--stage', 'two')).toBe('http://localhost:9000/back')
    expect(callbackOf('--stage', 'two', '--callback', 'http://localhost:9000/back')).toBe('http://localhost:9000/back')
  })

  test('names the chat backend of a site, which is optional if there is only one site', () => {
    const backendOf = (...args: string[]) => given(...args, '--as', 'chat-backend').owner
    expect(backendOf('--stage', 'demo')).toMatchObject({ kind: 'chat-backend', siteId: 'acme' })
    expect(backendOf('--stage', 'two', '--site', 'globex')).toMatchObject({ siteId: 'globex' })
  })

  test('names a person or the chat backend of a local run', () => {
    expect(given('--local', '--as', 'ada').owner).toEqual({
      kind: 'local',
      origin: 'http://127.0.0.1:8787',
      who: { siteId: 'acme', subject: 'ada', profile: 'agent' },
    })
    const backend = given('--local', '--as', 'chat-backend', '--site', 'globex', '--url', 'http://localhost:9')
    expect(backend.owner).toMatchObject({ origin: 'http://localhost:9', who: { profile: 'chat-backend' } })
  })

  test.each([
    [['--stage', 'demo'], 'Specify whose token it is'],
    [['--as', 'ada'], 'Specify a stage or the local run'],
    [['--stage', 'demo', '--local', '--as', 'ada'], 'Specify a stage or the local run'],
    [['--stage', 'demo', '--as', 'ada', '--profile', 'agent'], '--profile needs --local.'],
    [['--local', '--as', 'ada', '--callback', 'http://localhost/'], '--callback needs --stage.'],
    [['--local', '--as', 'ada', '--url', 'http://forms.example.com'], '--url must begin with https://'],
    [['--stage', 'two', '--as', 'chat-backend'], 'Specify one of the sites of two: --site acme or globex.'],
    [['--stage', 'production', '--as', 'ada'], 'No address of signIn.callbackAddresses is on this machine'],
    [
      ['--stage', 'demo', '--as', 'ada', '--callback', 'http://localhost:1/'],
      'must be one of signIn.callbackAddresses',
    ],
    [['--stage', 'two', '--as', 'ada', '--callback', 'https://desk.example.com/'], 'begin with http://localhost'],
  ])('rejects %j with the reason', (args, sentence) => {
    expect(() => given(...args)).toThrow(sentence)
  })
})
