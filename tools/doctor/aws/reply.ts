/** Parses replies from AWS, which are JSON or XML, depending on the service. */
import { parseXML } from '@aws-sdk/xml-builder'
import * as z from 'zod/mini'

/**
 * Returns a schema for a list in parsed XML. The list is `{ element: first }` or `{ element: [first, second] }`. If it
 * is empty, it is absent or an empty string.
 */
export const xmlList = <Item extends z.ZodMiniType>(element: string, item: Item) =>
  z.pipe(
    z.transform((list: unknown): readonly unknown[] => {
      const items = propertyOf(list, element)
      return items === undefined ? [] : Array.isArray(items) ? items : [items]
    }),
    z.array(item),
  )

/** Returns the content of a reply, without the two envelopes that the query protocol adds. */
export const contentOf = (body: string): unknown => {
  const text = body.trim()
  if (!text.startsWith('<')) return text === '' ? {} : JSON.parse(text)
  const [envelope] = valuesOf(parseXML(text))
  const result = Object.entries(envelope ?? {}).find(([name]) => name.endsWith('Result'))
  return result === undefined ? envelope : result[1]
}

const ErrorCode = z.looseObject({
  Code: z.optional(z.string()),
  Message: z.optional(z.string()),
  message: z.optional(z.string()),
  __type: z.optional(z.string()),
})

/** Returns the code and message of an error, which are in a different place in each protocol. */
export const errorOf = (body: string, headers: Headers, status: number): { code: string; message: string } => {
  const error = ErrorCode.safeParse(errorElement(body)).data
  const named = error?.Code ?? error?.__type ?? headers.get('x-amzn-errortype') ?? `Http${status}`
  return {
    code: named.replace(/^.*#/, '').replace(/:.*$/, ''),
    message: error?.message ?? error?.Message ?? '',
  }
}

const errorElement = (body: string): unknown => {
  try {
    const content = contentOf(body)
    return propertyOf(propertyOf(content, 'Errors'), 'Error') ?? propertyOf(content, 'Error') ?? content
  } catch {
    return undefined
  }
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined

const valuesOf = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter((each) => typeof each === 'object' && each !== null)
    : []
