import { expect, test } from 'vitest'
import { listAudit } from '../../../contracts/steps/list-audit.ts'
import { auditCsv } from '../../../widgets/admin/records/audit-csv.ts'

const at = '2030-01-15T12:00:00.000Z'
const event = { eventId: '1', at, event: 'form-sent', actor: 'agent:a', outcome: 'done', hash: 'f0', chain: 'c' }

test('writes a header and a line per event, ends each with CRLF, and leaves absent ids empty', () => {
  const events = listAudit.reply.parse({ events: [event] }).events
  expect(auditCsv(events)).toBe(
    [
      'at,event,actor,subject,conversationId,formId,submissionId,outcome,eventId,chain,hash\r\n',
      `${at},form-sent,agent:a,,,,,done,1,c,f0\r\n`,
    ].join(''),
  )
})

test('quotes commas and quotation marks, and marks as text what a spreadsheet would run as a formula', () => {
  const subjects = ['a,b', 'a"b', '=1+1', '+49', '-a', '@a', "o'brien"]
  const { events } = listAudit.reply.parse({ events: subjects.map((subject) => ({ ...event, subject })) })
  const written = auditCsv(events)
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.slice(`${at},form-sent,agent:a,`.length, -',,,,done,1,c,f0'.length))
  expect(written).toEqual(['"a,b"', '"a""b"', "'=1+1", "'+49", "'-a", "'@a", "o'brien"])
})
