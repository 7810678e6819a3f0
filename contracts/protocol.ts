/**
 * The protocol: the single list of steps. Routes, handlers, the local server, the typed client and the OpenAPI document
 * are derived from it.
 */
import { cancelForm } from './steps/cancel-form.ts'
import { closeConversation } from './steps/close-conversation.ts'
import { declineForm } from './steps/decline-form.ts'
import { deleteTemplate } from './steps/delete-template.ts'
import { erase } from './steps/erase.ts'
import { extendForm } from './steps/extend-form.ts'
import { getErasure } from './steps/get-erasure.ts'
import { getForm } from './steps/get-form.ts'
import { getOpenapi } from './steps/get-openapi.ts'
import { getSession } from './steps/get-session.ts'
import { getSite } from './steps/get-site.ts'
import { getTemplate } from './steps/get-template.ts'
import { issueEventsTicket } from './steps/issue-events-ticket.ts'
import { issueRetrieveKey } from './steps/issue-retrieve-key.ts'
import { issueSubmitKey } from './steps/issue-submit-key.ts'
import { listAudit } from './steps/list-audit.ts'
import { listForms } from './steps/list-forms.ts'
import { listHistory } from './steps/list-history.ts'
import { listPeople } from './steps/list-people.ts'
import { listTemplates } from './steps/list-templates.ts'
import { openForm } from './steps/open-form.ts'
import { patchSite } from './steps/patch-site.ts'
import { previewErasure } from './steps/preview-erasure.ts'
import { putConversation } from './steps/put-conversation.ts'
import { putPerson } from './steps/put-person.ts'
import { putSite } from './steps/put-site.ts'
import { putTemplate } from './steps/put-template.ts'
import { reportProgress } from './steps/report-progress.ts'
import { resendForm } from './steps/resend-form.ts'
import { resumeForm } from './steps/resume-form.ts'
import { retrieveSubmission } from './steps/retrieve-submission.ts'
import { sendForm } from './steps/send-form.ts'
import { signOut } from './steps/sign-out.ts'
import { staySignedIn } from './steps/stay-signed-in.ts'
import { submitForm } from './steps/submit-form.ts'
import { viewHistory } from './steps/view-history.ts'

/** All steps by name, roughly in the order in which a form passes through them. */
export const protocol = {
  'put-conversation': putConversation,
  'close-conversation': closeConversation,
  'send-form': sendForm,
  'list-forms': listForms,
  'get-form': getForm,
  'resend-form': resendForm,
  'cancel-form': cancelForm,
  'open-form': openForm,
  'resume-form': resumeForm,
  'extend-form': extendForm,
  'report-progress': reportProgress,
  'issue-submit-key': issueSubmitKey,
  'submit-form': submitForm,
  'decline-form': declineForm,
  'issue-retrieve-key': issueRetrieveKey,
  'retrieve-submission': retrieveSubmission,
  'list-history': listHistory,
  'view-history': viewHistory,
  'preview-erasure': previewErasure,
  erase,
  'get-erasure': getErasure,
  'list-templates': listTemplates,
  'get-template': getTemplate,
  'put-template': putTemplate,
  'delete-template': deleteTemplate,
  'get-site': getSite,
  'put-site': putSite,
  'patch-site': patchSite,
  'list-people': listPeople,
  'put-person': putPerson,
  'list-audit': listAudit,
  'issue-events-ticket': issueEventsTicket,
  'get-session': getSession,
  'stay-signed-in': staySignedIn,
  'sign-out': signOut,
  'get-openapi': getOpenapi,
} as const

export type StepName = keyof typeof protocol
