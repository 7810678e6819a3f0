import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Formularios seguros',
  starting: 'Obteniendo los formularios de esta conversación…',

  sendHeading: 'Enviar un formulario',
  search: 'Buscar formularios',
  found: (count) => `Formularios encontrados: ${count}`,
  noForms: 'Este sitio aún no tiene formularios.',
  templatesUnreachable: 'Ahora mismo no se puede obtener la lista de formularios.',
  language: 'Idioma del formulario',
  willAsk: (count) => `Qué se pregunta (${count})`,
  optional: 'opcional',
  offTheRecord: 'confidencial, no se guarda',
  send: 'Enviar',

  listHeading: 'Formularios de esta conversación',
  nothingSent: 'Aún no se ha enviado nada.',
  status: {
    sent: 'Enviado. Aún sin abrir.',
    opened: 'Abierto.',
    submitted: 'Entregado.',
    retrieved: 'Visto.',
    declined: 'La persona prefiere no responder.',
    cancelled: 'Cancelado. Su enlace ya no funciona.',
    expired: 'Caducó antes de entregarse.',
  },
  filling: (done, asked) => `Rellenando: ${done} de ${asked}.`,
  arrived: 'Entregado. Las respuestas están aquí, solo para usted.',
  sentAt: (time) => `Enviado: ${time}`,
  completes: 'completa un formulario anterior',
  byColleague: (agentId) => `Enviado por otra persona del equipo (${agentId}). Solo ella puede ver las respuestas.`,

  sendAgain: 'Enviar de nuevo',
  cancel: 'Cancelar',
  read: 'Leer las respuestas',
  show: 'Mostrar las respuestas',
  putAway: 'Ocultar las respuestas',
  askAgainThis: 'Enviar de nuevo solo esta pregunta',
  askAgainThese: 'Enviar de nuevo solo estas preguntas',
  reveal: 'Revelar',
  hide: 'Ocultar',
  copy: 'Copiar',
  open: 'Abrir una vez',
  yes: 'Sí',
  no: 'No',

  notAnswered: 'Sin respuesta',
  sealedHere: 'Sellado para esta pestaña. Se abre una sola vez.',
  openedOnce:
    'Abierto esta única vez con la clave de esta pestaña. No se guarda en ninguna parte y esta página lo olvida al cabo de un minuto.',
  forgotten: 'Olvidado, como se prometió.',
  gone: 'Ya no está: se entrega una sola vez y no se guarda en ninguna parte.',
  cannotOpen: 'No se selló para esta pestaña y permanece cerrado.',
  copied: (label) =>
    `Copiado: ${label}. Los programas de este equipo pueden leer el portapapeles y esta página no puede vaciarlo por usted. Copie otra cosa cuando termine.`,
  copyRefused: 'El navegador no permitió copiar. Revele la respuesta y cópiela a mano.',
  keyGone:
    'Esta página se ha vuelto a cargar, o se cerró la sesión, y ya no tiene la clave de las respuestas confidenciales. Envíe de nuevo el formulario: solo así podrá leerlo todo.',
  keyGoneSubmitted:
    'Esta página se ha vuelto a cargar, o se cerró la sesión, y ya no tiene la clave de las respuestas confidenciales. El resto se puede leer; envíe de nuevo lo que falta.',
  wasSentAgain: 'Enviado de nuevo con otro enlace. El anterior ya no funciona.',
  sendingUnclear:
    'El servicio no respondió, así que no es seguro que el formulario haya salido. Si está en la lista, envíelo de nuevo o cancélelo.',

  templateChanged:
    'Este formulario ha cambiado mientras tanto y no se ha enviado nada. Revise de nuevo lo que pregunta y envíelo.',
  conflict: 'El formulario ha avanzado mientras tanto. Mire su estado.',
  tooMany: 'Hay demasiadas solicitudes en este momento. Espere un minuto e inténtelo de nuevo.',
  refused: 'El servicio no lo aceptó.',
  unreachable: 'Ahora mismo no se puede llegar al servicio.',
  notPermitted: 'Su perfil no permite formularios seguros.',
  noLonger: 'Ya no está disponible: la conversación ha terminado o lo entregado se ha borrado.',
  over: 'La conversación ha terminado. Ya no se puede enviar ni leer nada en ella.',
  transferred: 'La conversación la lleva ahora otra persona. Lo que usted envió puede leerlo mientras dure.',
  overOrTransferred: 'La conversación ha terminado o la lleva ahora otra persona. Desde aquí no se puede enviar nada.',

  live: 'En directo',
  connecting: 'Conectando…',
  withoutPush: 'Sin conexión en directo. Esta página pregunta cada diez segundos.',

  idleWarning: (left) => `Lleva un rato sin hacer nada. Tiempo hasta que se cierre la sesión: ${left}.`,
  stay: 'Seguir con la sesión',
  signedOutIdle: 'Se cerró su sesión por inactividad. Todas las respuestas se han quitado de esta página.',
  signedOut: 'Su sesión está cerrada. Todas las respuestas se han quitado de esta página.',
  noToken: 'Nadie ha iniciado sesión en el escritorio que rodea este panel.',
  signInAgain: 'Continuar tras iniciar sesión',
  lookAgain: 'Mirar de nuevo',
  notFramed: 'Este panel funciona dentro de su escritorio de agente y por sí solo no muestra nada.',
}
