import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { redact } from '../../../tools/prove/redact.ts'
import { proven } from '../../../tools/prove/run-proofs.ts'
import { writeReport } from '../../../tools/prove/write-report.ts'

const secrets = [
  '111122223333',
  'arn:aws:iam::111122223333:role/sealform-demo-authorizer',
  'https://d111111abcdef8.cloudfront.net/form/acme',
  'd111111abcdef8.cloudfront.net',
  'abc123.execute-api.us-east-1.amazonaws.com',
  'us-east-1_Ab12Cd34E',
  'ada@example.com',
  '203.0.113.7',
  '3f0e1c52-8a7b-4c1d-9e2f-0123456789ab',
  'sfr_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
  'AKIAIOSFODNN7EXAMPLE',
  new UnsecuredJWT({ sub: 'ada' }).encode(),
]

describe('the report of a run', () => {
  test.each(secrets)('does not contain %s', (secret) => {
    const text = redact(`the proof saw ${secret}, and ended`)
    expect(text).not.toContain(secret)
    expect(text).toMatch(/^the proof saw \[[a-z -]+\], and ended$/)
  })

  test('contains nothing that identifies the account in its texts, facts and names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealform-report-'))
    try {
      const why = secrets.join(' ')
      const answer = proven('socket', {
        answer: 'no',
        why,
        seen: { [why]: why, lines: 3, status: '404 not-available' },
      })
      const report = { region: 'us-east-1', minutes: 61, answers: [answer] }
      const file = writeReport(report, { date: new Date('2026-11-30T12:00:00Z'), folder })
      expect(file).toMatch(/2026-11-30-us-east-1\.json$/)
      const written = readFileSync(file, 'utf8')
      for (const secret of secrets) expect(written).not.toContain(secret)
      expect(JSON.parse(written)).toMatchObject({
        ...{ date: '2026-11-30', region: 'us-east-1', minutes: 61, version: expect.stringMatching(/^\d/) },
        answers: [{ id: 'socket', answer: 'no', seen: { lines: 3, status: '404 not-available' } }],
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
