import { describe, expect, test } from 'vitest'
import { requestTarget } from '../../local/request-target.ts'
import { routeOf } from '../../local/routes.ts'

describe('a request target', () => {
  test.each([
    ['/', '/', '', undefined],
    ['/v1/site?limit=5&x', '/v1/site', 'limit=5&x=', undefined],
    ['//v1/site', '//v1/site', '', undefined],
    ['/v1/../site', '/v1/../site', '', undefined],
    ['/v1\\site', '/v1\\site', '', undefined],
    ['/a?b?c', '/a', 'b%3Fc=', undefined],
    ['http://127.0.0.1:8787/v1/site?a=b', '/v1/site', 'a=b', '127.0.0.1:8787'],
    ['HTTPS://example.com/', '/', '', 'example.com'],
  ])('%s is parsed unchanged', (target, path, query, host) => {
    const taken = requestTarget(target)
    expect([taken?.path, taken?.query.toString(), taken?.host]).toEqual([path, query, host])
  })

  test.each(['', '*', 'v1/site', '\\v1\\site', '/v1/site#x', 'http://', 'http://example.com', 'ftp://example.com/x'])(
    '%j is invalid',
    (target) => {
      expect(requestTarget(target)).toBeUndefined()
    },
  )
})

describe('a route', () => {
  test('leads to the step with the method and path of the request, and leaves the path parameters encoded', () => {
    expect(routeOf('GET', '/v1/conversations/chat%401/forms')).toEqual({
      step: 'list-forms',
      pathParameters: { conversationId: 'chat%401' },
    })
    expect(routeOf('GET', '/v1/openapi.json')).toEqual({ step: 'get-openapi', pathParameters: {} })
  })

  test('for another method lists the allowed methods', () => {
    expect(routeOf('HEAD', '/v1/templates/a')).toEqual({ methods: ['GET', 'PUT', 'DELETE'] })
    expect(routeOf('get', '/v1/site')).toEqual({ methods: ['GET', 'PUT', 'PATCH'] })
  })

  test.each(['/', '/v1', '/v1/site/', '/v1//site', '/v1/forms/', '/v1/forms/a/b/c', '/v1/form%zz/a', '/V1/site'])(
    'for %s does not exist',
    (path) => {
      expect(routeOf('GET', path)).toBeUndefined()
    },
  )
})
