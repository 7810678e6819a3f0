import { describe, expect, test } from 'vitest'
import { handleCustomResource } from '../../../lambdas/edge/custom-resource.ts'

const resourceRequest = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer?signature=x',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Files',
}

async function answerTo(work: () => Promise<void>, status = 200) {
  const sent: { url: string; init: RequestInit | undefined }[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), init })
    return new Response(null, { status })
  }
  await handleCustomResource(resourceRequest, { physicalId: 'pages', work, fetch })
  const [{ url = '', init } = {}] = sent
  return { url, method: init?.method, headers: init?.headers, answer: JSON.parse(String(init?.body)) }
}

describe('the reply to CloudFormation', () => {
  test('reports success to the response URL in the request', async () => {
    expect(await answerTo(async () => {})).toEqual({
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

  test('reports a failure of the work, while the function itself succeeds', async () => {
    const { answer } = await answerTo(() => Promise.reject(new TypeError('no bucket')))
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'TypeError: no bucket', PhysicalResourceId: 'pages' })
  })

  test('that CloudFormation does not accept makes the function fail', async () => {
    await expect(answerTo(async () => {}, 403)).rejects.toThrow('403')
  })

  test('is not sent for an event without a request', async () => {
    await expect(handleCustomResource({}, { physicalId: 'pages', work: async () => {} })).rejects.toThrow()
  })
})
