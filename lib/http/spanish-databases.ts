/** The words of the database form, and what can be wrong with what was filled in. */
export const SPANISH_DATABASES: Record<string, string> = {
  Name: 'Nombre',
  Host: 'Servidor',
  Port: 'Puerto',
  Database: 'Base de datos',
  User: 'Usuario',
  Password: 'Contraseña',
  'Use TLS': 'Usar TLS',
  'Certificate authority': 'Autoridad de certificación',
  'Connection string': 'Cadena de conexión',
  'Allow writes': 'Permitir escrituras',
  'Most rows': 'Máximo de filas',
  'Most bytes': 'Máximo de bytes',
  Seconds: 'Segundos',
  'The certificate of the server is verified.': 'Se verifica el certificado del servidor.',
  'For a server whose certificate was not issued by a public authority.':
    'Para un servidor cuyo certificado no emitió una autoridad pública.',
  'Adds a separate tool that changes data. Agents do not get it unless it is switched on for them.':
    'Añade una herramienta aparte que cambia datos. Los agentes no la tienen salvo que se active para ellos.',
  'Functions this connection may also use': 'Funciones que esta conexión también puede usar',
  'Functions of your own that only read, with commas in between. One without a schema is of this database. A query that calls another is refused.':
    'Funciones propias que solo leen, separadas por comas. Una sin esquema es de esta base de datos. Una consulta que llame a otra se rechaza.',
  'Functions of your own that only read, with commas in between. One without a schema is of the schema public. A query that calls another is refused.':
    'Funciones propias que solo leen, separadas por comas. Una sin esquema es del esquema public. Una consulta que llame a otra se rechaza.',
  'Functions of the server that do more than read cannot be allowed: {names}. Name one of your own together with its schema.':
    'No se pueden permitir funciones del servidor que hacen más que leer: {names}. Escribe una función propia con su esquema.',
  'Name functions as name or schema.name, with commas in between.':
    'Escriba las funciones como nombre o esquema.nombre, separadas por comas.',
  'The connection to the database was lost during the call.':
    'La conexión con la base de datos se perdió durante la llamada.',
  'As your provider shows it. A password with special characters is percent-encoded.':
    'Tal como la muestra tu proveedor. Una contraseña con caracteres especiales va codificada con porcentajes.',
  'Only needed when the connection string does not name one.':
    'Solo hace falta si la cadena de conexión no nombra ninguna.',
  'The number of the database; 0 unless you chose another.':
    'El número de la base de datos; 0 salvo que eligieras otro.',

  'The value of "{name}" is not known here. With TLS, certificates are always verified.':
    'El valor de «{name}» no se conoce aquí. Con TLS, los certificados siempre se verifican.',
  'A connection string names one host here.': 'Aquí una cadena de conexión indica un solo servidor.',
  'Roles that read can be created for PostgreSQL and MySQL only.':
    'Solo se pueden crear roles de lectura para PostgreSQL y MySQL.',
  'A user of this server reads the database of the connection.':
    'Un usuario de este servidor lee la base de datos de la conexión.',
  'These credentials may not create a role that reads. Have an administrator run the SQL.':
    'Estas credenciales no pueden crear un rol de lectura. Pide a un administrador que ejecute el SQL.',
  'The server did not create the role, and nothing was changed there.':
    'El servidor no ha creado el rol, y allí no ha cambiado nada.',
  'The role was created, but the server did not let it sign in, so it was dropped again.':
    'El rol se creó, pero el servidor no lo dejó entrar, así que se ha vuelto a eliminar.',
  'The role {name} was created, but the server does not let it sign in.':
    'El rol {name} se ha creado, pero el servidor no lo deja entrar.',
  'One of these schemas cannot be read with these credentials.':
    'Uno de estos esquemas no se puede leer con estas credenciales.',

  'Give this database a name.': 'Ponle un nombre a esta base de datos.',
  'Name the user.': 'Indica el usuario.',
  'Type the password.': 'Escribe la contraseña.',
  'Paste the connection string.': 'Pega la cadena de conexión.',
  'Name the host.': 'Indica el servidor.',
  'Name the database.': 'Indica la base de datos.',
  'A host name or address alone, without a scheme or a path.':
    'Solo un nombre de servidor o una dirección, sin protocolo ni ruta.',
  'A port is a number.': 'El puerto es un número.',
  'A port is a whole number.': 'El puerto es un número entero.',
  'A port is between 1 and 65535.': 'El puerto está entre 1 y 65535.',
  'The database is a number.': 'La base de datos es un número.',
  'The database is a whole number.': 'La base de datos es un número entero.',
  'Paste the whole certificate in PEM form.': 'Pega el certificado completo en formato PEM.',
  'The certificate authority cannot be read.': 'No se puede leer la autoridad de certificación.',
  'This is not a connection string.': 'Esto no es una cadena de conexión.',
  'A connection string begins with {scheme} or {other}.': 'Una cadena de conexión empieza por {scheme} o {other}.',
  'This connection string cannot be read; a password with special characters must be percent-encoded.':
    'No se puede leer esta cadena de conexión; una contraseña con caracteres especiales debe ir codificada con porcentajes.',
  'The option "{option}" is not used here. Remove it.': 'La opción «{option}» no se usa aquí. Quítala.',
  'Only user name and password (SCRAM) are spoken here.': 'Aquí solo se admite usuario y contraseña (SCRAM).',
  'Name a host; a socket on this machine cannot be used.':
    'Indica un servidor; no se puede usar un socket de esta máquina.',
  'This cannot be the name of a database.': 'Este no puede ser el nombre de una base de datos.',

  'There is no host by this name.': 'No hay ningún servidor con este nombre.',
  'The name of the host could not be looked up.': 'No se ha podido resolver el nombre del servidor.',
  'The host answers, but nothing listens on this port.': 'El servidor responde, pero nada escucha en este puerto.',
  'There is no way to this host from here.': 'No se llega a este servidor desde aquí.',
  'The host did not answer in time. A firewall may be in between.':
    'El servidor no ha respondido a tiempo. Puede haber un cortafuegos en medio.',
  'The server hung up before it answered.': 'El servidor ha cortado antes de responder.',
  'The server hung up at once. It may only accept connections with TLS.':
    'El servidor ha cortado enseguida. Quizá solo acepte conexiones con TLS.',
  'Something accepts connections there, but does not answer as a database does.':
    'Algo acepta conexiones ahí, pero no responde como una base de datos.',
  'What answers there is not a {name} server.': 'Lo que responde ahí no es un servidor {name}.',
  "The server's certificate was not issued by an authority that is trusted here. Paste the right certificate authority.":
    'El certificado del servidor no lo emitió una autoridad de confianza. Pega la autoridad correcta.',
  "The server's certificate has expired.": 'El certificado del servidor ha caducado.',
  "The server's certificate is not valid yet.": 'El certificado del servidor todavía no es válido.',
  "The server's certificate is for another host name than this one.":
    'El certificado del servidor es de otro nombre de servidor.',
  'The server does not speak TLS on this port. Switch TLS off, or ask its operator.':
    'El servidor no habla TLS en este puerto. Desactiva TLS o pregunta a quien lo administra.',
  'The server does not answer in TLS. Switch TLS off if it does not speak it on this port.':
    'El servidor no responde en TLS. Desactívalo si no lo habla en este puerto.',
  'The server only accepts connections with TLS. Switch TLS on.':
    'El servidor solo acepta conexiones con TLS. Actívalo.',

  'The server does not accept this user name and password.':
    'El servidor no acepta este nombre de usuario y contraseña.',
  'The server asks for a password.': 'El servidor pide una contraseña.',
  'The server has no password. Leave the field empty.': 'El servidor no tiene contraseña. Deja el campo vacío.',
  'The server asks for a way to sign in that is not spoken here.':
    'El servidor pide una forma de identificarse que aquí no se admite.',
  'The password has expired and must be changed on the server.':
    'La contraseña ha caducado y hay que cambiarla en el servidor.',
  'This user is locked on the server.': 'Este usuario está bloqueado en el servidor.',
  'This user signs in in a way that is not spoken here.':
    'Este usuario se identifica de una forma que aquí no se admite.',
  'This user may not connect to the database.': 'Este usuario no puede conectarse a la base de datos.',
  'This user may not use the database.': 'Este usuario no puede usar la base de datos.',
  'This user may not do what is needed to connect.': 'Este usuario no puede hacer lo necesario para conectarse.',
  'This user may not read this database, or the server asks for a password.':
    'Este usuario no puede leer esta base de datos, o el servidor pide una contraseña.',
  'The server does not know this user.': 'El servidor no conoce a este usuario.',
  'The server does not let this user in from here.': 'El servidor no deja entrar a este usuario desde aquí.',
  'The server does not let anybody in from this machine.': 'El servidor no deja entrar a nadie desde esta máquina.',
  'The server has blocked this machine after too many failures.':
    'El servidor ha bloqueado esta máquina tras demasiados fallos.',
  'There is no database by this name on the server.': 'No hay ninguna base de datos con este nombre en el servidor.',
  'This database does not accept connections.': 'Esta base de datos no acepta conexiones.',
  'The server has no database of this number.': 'El servidor no tiene una base de datos con este número.',
  'A cluster has only database 0.': 'Un clúster solo tiene la base de datos 0.',
  'The server has no connection left for this user.': 'Al servidor no le quedan conexiones para este usuario.',
  'The server has no connection left.': 'Al servidor no le quedan conexiones.',
  'The server is starting up or shutting down.': 'El servidor está arrancando o apagándose.',
  'The server is shutting down.': 'El servidor se está apagando.',
  'The server is still loading its data.': 'El servidor todavía está cargando sus datos.',
  'The server is shutting down or changing roles.': 'El servidor se está apagando o cambiando de papel.',
  'The server is busy with a script.': 'El servidor está ocupado con un script.',
  'The server cannot answer at the moment.': 'El servidor no puede responder en este momento.',
  'The server answered in a way that could not be read.':
    'El servidor ha respondido de una forma que no se puede leer.',
  'The server only answers its own machine (protected mode).':
    'El servidor solo responde a su propia máquina (modo protegido).',
  'This server is too old. Redis 6 and Valkey are spoken here.':
    'Este servidor es demasiado antiguo. Aquí se admiten Redis 6 y Valkey.',
  'There is no cluster by this name (its SRV record is missing).':
    'No hay ningún clúster con este nombre (falta su registro SRV).',
  'The servers belong to another replica set than the one named.':
    'Los servidores pertenecen a otro conjunto de réplicas que el indicado.',
};
