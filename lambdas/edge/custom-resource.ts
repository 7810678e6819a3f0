/**
 * The answer that CloudFormation waits for, whatever became of what it asked: without one, the stack hangs for as long as its
 * patience lasts.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html
 */
import * as z from 'zod/mini'

/** The part of a request that an answer needs. */
const CustomResourceRequest = z.object({
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
})

export interface CustomResource {
  /** The same for ever: another one would be another resource, and the one before it would be deleted. */
  readonly physicalId: string
  /** Throws when it could not be done. */
  readonly work: () => Promise<void>
  readonly fetch?: typeof globalThis.fetch
}

/** @throws when the request is none, or the answer does not arrive; never when the work fails, which is answered. */
export async function handleCustomResource(
  input: unknown,
  { physicalId, work, fetch = globalThis.fetch }: CustomResource,
) {
  const asked = CustomResourceRequest.parse(input)
  const failure = await work().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error('It failed with what is no error.')),
  )
  const answer = {
    Status: failure === undefined ? 'SUCCESS' : 'FAILED',
    // Errors of AWS's clients name the action and the resource that were refused, and no content.
    ...(failure && { Reason: `${failure.name}: ${failure.message}`.slice(0, 500) }),
    PhysicalResourceId: physicalId,
    StackId: asked.StackId,
    RequestId: asked.RequestId,
    LogicalResourceId: asked.LogicalResourceId,
  }
  // The address is signed for a request without a type.
  const response = await fetch(asked.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify(answer),
  })
  if (!response.ok) throw new Error(`CloudFormation took the answer with ${response.status}.`)
}
