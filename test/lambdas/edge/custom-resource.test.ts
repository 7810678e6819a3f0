import { describe, expect, test } from 'vitest'
import type { LogLine } from '../../../lambdas/core/log.ts'
import { handleCustomResource } from '../../../lambdas/edge/custom-resource.ts'

const resourceRequest = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer?signature=x',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Files',
}

async function answerTo(work: () => Promise<void>, status = 200) {
  const lines: LogLine[] = []
  const sent: { url: string; init: RequestInit | undefined }[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), init })
    return new Response(null, { status })
  }
  await handleCustomResource(resourceRequest, {
    task: 'upload-pages',
    physicalId: 'pages',
    work,
    fetch,
    log: { write: (line) => lines.push(line) },
  })
  const [{ url = '', init } = {}] = sent
  return { lines, url, method: init?.method, headers: init?.headers, answer: JSON.parse(String(init?.body)) }
}

describe('the reply to CloudFormation', () => {
  test('reports success to the response URL in the request', async () => {
    expect(await answerTo(async () => {})).toEqual({
      lines: [],
      url: resourceRequest.ResponseURL,
      method: 'PUT',
      headers: { 'content-type': '' },
      answer: {
        Status: 'SUCCESS',
        PhysicalResourceId: 'pages',
        StackId: 'stack',
        RequestId: 'request',
        LogicalResourceId: 'Files',
      },
    })
  })

  test('reports and logs a failure of the work, but the function itself succeeds', async () => {
    const { answer, lines } = await answerTo(() => Promise.reject(new TypeError('no bucket')))
    const logged = { line: 'task', task: 'upload-pages', requestId: 'request', fault: 'unexpected', cause: 'TypeError' }
    expect(lines).toEqual([logged])
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'TypeError: no bucket', PhysicalResourceId: 'pages' })
  })

  test('makes the function fail if CloudFormation does not accept the reply', async () => {
    await expect(answerTo(async () => {}, 403)).rejects.toThrow('403')
  })

  test('is not sent for an event without a request', async () => {
    await expect(
      handleCustomResource(
        {},
        { task: 'upload-pages', physicalId: 'pages', work: async () => {}, log: { write() {} } },
      ),
    ).rejects.toThrow()
  })
})
