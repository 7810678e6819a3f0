/** The introduction of the OpenAPI document, in Markdown. */
import { fieldErrorMeanings } from './schemas/problem.ts'

export const introduction = `Sealform sends forms through a live chat and keeps the answers out of it. An agent sends a form, the visitor answers it on a page of the service, and only that agent reads the answers, once per key.

**Bodies** are JSON in UTF-8, at most 65,536 bytes. Unknown fields are refused, in bodies and in queries. Times are ISO 8601 in UTC with three decimals, such as \`2026-12-01T09:30:00.000Z\`. Random values are base64url without padding. In a path, percent-encode every character except the unreserved ones of RFC 3986. A path or a query never contains a secret.

**Callers** send \`Authorization: Bearer\` and an access token of an OpenID Connect issuer that the stage allows. The token names the site, so no body does. The visitor’s page needs no token: its proof is a one-time key or the secret of its browser, in the body. The permissions of the built-in profiles: \`agent\` has \`secure-form:use\`; \`agent-manager\` has \`form:observe\`; \`administrator\` has \`site:administer\`, \`data:erase\` and \`audit:read\`. No built-in profile has \`secure-form:view-history\`.

**Refusals** are problems (RFC 9457) with a \`code\`. They are checked in this order: 413, 415, 401, 422 of the schema, 403, 404, 412, 409, 422 of the answers, then the key. \`not-available\` is the one answer of every form, key and submission that is unknown, spent, expired, closed, erased or not the caller’s, so it does not reveal which. A path without an operation for the method is refused with 405 \`method-not-allowed\` and the header \`Allow\`.

**Errors of fields** have one of these codes:

${fieldErrorMeanings.map(([code, when]) => `- \`${code}\`: ${when}`).join('\n')}

**Lists** return at most \`limit\` entries, and a \`cursor\` if there are more. A cursor is opaque and valid only for the same list of the same site.

**Concurrent changes** of the site, its templates and its people are detected with \`If-Match\`. The check comes after 404 and before 409. Without the header, the last write wins.

**Retries.** After a 503 or a lost reply, \`resume-form\` or \`get-form\` shows whether the request took effect. Operations that may be repeated say so.

**Events** of an agent’s forms arrive over a WebSocket, and those of all forms on an event bus. Both are described in the [AsyncAPI document](/asyncapi.json).`
