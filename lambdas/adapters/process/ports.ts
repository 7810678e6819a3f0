/**
 * The ports that a step may request by name. Each is exported as the function that creates its adapter from the
 * dependencies. A step's bundle contains only the adapters that the step names.
 */
export { dynamoDbAuditLog as audit } from '../dynamodb/audit/log.ts'
export { dynamoDbAuditTrail as trail } from '../dynamodb/audit/trail.ts'
export { dynamoDbTickets as tickets } from '../dynamodb/connections.ts'
export { dynamoDbConversations as conversations } from '../dynamodb/conversations.ts'
export { dynamoDbForms as forms } from '../dynamodb/forms.ts'
export { dynamoDbKeys as keys } from '../dynamodb/one-time-keys.ts'
export { dynamoDbPeople as people } from '../dynamodb/people.ts'
export { dynamoDbRecords as records } from '../dynamodb/records.ts'
export { dynamoDbSessions as sessions } from '../dynamodb/sessions.ts'
export { dynamoDbSites as sites } from '../dynamodb/sites.ts'
export { dynamoDbTemplates as templates } from '../dynamodb/templates.ts'
