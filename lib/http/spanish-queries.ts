/** What the readers of statements refuse, as the page that runs queries shows it. What is particular stands first. */
export const SPANISH_QUERIES: Record<string, string> = {
  'There is no such key.': 'No existe esa clave.',
  'Only statements that read are allowed, and this one begins with "{word}".':
    'Solo se permiten sentencias que leen, y esta empieza por «{word}».',
  'Only statements that read are allowed.': 'Solo se permiten sentencias que leen.',
  'Only one statement can be run at a time.': 'Solo se puede ejecutar una sentencia cada vez.',
  'Only a statement that reads can be explained here.': 'Aquí solo se puede explicar una sentencia que lee.',
  'Rows cannot be locked by a statement that reads.': 'Una sentencia que lee no puede bloquear filas.',
  'A sequence cannot be advanced by a statement that reads.': 'Una sentencia que lee no puede avanzar una secuencia.',
  '{word} is not allowed in a statement that reads.': '{word} no se permite en una sentencia que lee.',
  '{word} inside a statement writes, so it is not allowed here.':
    '{word} dentro de una sentencia escribe, así que aquí no se permite.',
  'INTO writes a table, so it is not allowed here.': 'INTO escribe una tabla, así que aquí no se permite.',
  'INTO writes a file or a variable, so it is not allowed here.':
    'INTO escribe un archivo o una variable, así que aquí no se permite.',
  'LAST_INSERT_ID with a value sets it, so it is not allowed here.':
    'LAST_INSERT_ID con un valor lo cambia, así que aquí no se permite.',
  'This form of statement is not known here ({type}).': 'Aquí no se conoce esta forma de sentencia ({type}).',
  'This statement only reads; the query tool runs it.':
    'Esta sentencia solo lee; la ejecuta la herramienta de consultas.',
  'A statement that begins with {word} is not allowed here.':
    'Aquí no se permite una sentencia que empieza por {word}.',
  'This type may not be used here.': 'Aquí no se puede usar este tipo.',
  'EXPLAIN has no option "{name}" here.': 'Aquí EXPLAIN no tiene la opción «{name}».',
  'There are no temporary objects here.': 'Aquí no hay objetos temporales.',
  'The statement is empty.': 'La sentencia está vacía.',
  'The statement is too long.': 'La sentencia es demasiado larga.',
  'This statement is too long. Pass long lists of values as one array parameter.':
    'Esta sentencia es demasiado larga. Pasa las listas largas de valores como un solo parámetro de tipo array.',
  'The statement is nested too deeply.': 'La sentencia tiene demasiados niveles.',
  'The statement names too many tables and columns.': 'La sentencia nombra demasiadas tablas y columnas.',
  'The comments of this statement are too many.': 'Esta sentencia tiene demasiados comentarios.',
  'A statement cannot hold a null character.': 'Una sentencia no puede contener un carácter nulo.',
  'A quotation in this statement is never closed.': 'En esta sentencia hay unas comillas que no se cierran.',
  'A comment in this statement is never closed.': 'En esta sentencia hay un comentario que no se cierra.',
  'Names with Unicode escapes (U&) are not read here. Write the characters themselves.':
    'Aquí no se leen nombres con escapes Unicode (U&). Escribe los propios caracteres.',
  'A name that begins with a dollar sign has to be quoted.':
    'Un nombre que empieza por un dólar debe ir entre comillas.',
  '"{word}" may be a number or a name: quote it, or put a space in between.':
    '«{word}» puede ser un número o un nombre: ponlo entre comillas o separa con un espacio.',
  'Comments that the server executes (/*! … */) are not allowed.':
    'No se permiten comentarios que el servidor ejecuta (/*! … */).',
  'The optimizer hint {name} is not allowed here.': 'Aquí no se permite la indicación {name} para el optimizador.',
  'The parameters do not fit the placeholders.': 'Los parámetros no encajan con los marcadores.',
  'Variables cannot be set here.': 'Aquí no se pueden asignar variables.',
  'Variables of a session (@name) cannot be used here.': 'Aquí no se pueden usar variables de sesión (@nombre).',
  'A variable of the server has no name.': 'Una variable del servidor no tiene nombre.',
  'SHOW {words} is not allowed here.': 'Aquí no se permite SHOW {words}.',

  'The owner of this database can allow it in its settings, as {path}.':
    'Quien administra esta base de datos puede permitirla en sus ajustes, como {path}.',
  '{via} runs the function {name}, which is not allowed here. {reason}':
    '{via} ejecuta la función {name}, que aquí no se permite. {reason}',
  'The function {name} is not allowed here. {reason}': 'Aquí no se permite la función {name}. {reason}',
  'The foreign table {name} reaches beyond this database. {reason}':
    'La tabla externa {name} sale de esta base de datos. {reason}',
  'The view {name} may not be read here, because it reads {inner}, which is hidden from this user. Grant the user SHOW VIEW on {hidden}, which shows what it is and not its rows, and SELECT as well if it is a view.':
    'Aquí no se puede leer la vista {name}, porque lee {inner}, que está oculta para este usuario. Concédele SHOW VIEW sobre {hidden}, que muestra qué es y no sus filas, y también SELECT si es una vista.',
  '{via} runs the function {name}, which is not allowed here.':
    '{via} ejecuta la función {name}, que aquí no se permite.',
  'The function {name} is not allowed here.': 'Aquí no se permite la función {name}.',
  'The function {name} is not one that is known to only read. The settings of this database can allow functions of your own.':
    'No consta que la función {name} solo lea. En los ajustes de esta base de datos puedes permitir funciones tuyas.',
  "The function sys.{name} is not known to be the server's own. The settings of this database can allow functions of your own.":
    'No consta que la función sys.{name} sea del propio servidor. En los ajustes de esta base de datos puedes permitir funciones tuyas.',
  'A function in SQL that this statement runs cannot be read here.':
    'Aquí no se puede leer una función en SQL que ejecuta esta sentencia.',
  'pg_stats shows this user values of passwords, so it may not be read here.':
    'pg_stats muestra a este usuario valores de contraseñas, así que aquí no se puede leer.',
  'The views of this statement stand too deep upon each other.':
    'Las vistas de esta sentencia se apoyan unas en otras en demasiados niveles.',
  'The statement reads through too many views.': 'La sentencia lee a través de demasiadas vistas.',
  'The table {name} may not be read here: its engine {engine} may reach beyond this server.':
    'Aquí no se puede leer la tabla {name}: su motor {engine} puede salir de este servidor.',
  'The table {name} may not be read here: its engine is not known.':
    'Aquí no se puede leer la tabla {name}: no se conoce su motor.',
  'The view {name} may not be read here, because this user may not see what it is made of. Grant the user SELECT and SHOW VIEW on it.':
    'Aquí no se puede leer la vista {name}, porque este usuario no puede ver de qué está hecha. Concédele SELECT y SHOW VIEW sobre ella.',
  'The view {name} may not be read here. {reason}': 'Aquí no se puede leer la vista {name}. {reason}',
  'It is no query.': 'No es una consulta.',
  'There is no table or view by this name, or you may not see it.':
    'No hay ninguna tabla ni vista con este nombre, o no puedes verla.',
  'Several schemas have a table by this name: {schemas}. Name one as "schema".':
    'Hay una tabla con este nombre en varios esquemas: {schemas}. Indica uno en «schema».',
  'Tables of the schema {name} cannot be reached by a statement that writes.':
    'Una sentencia que escribe no puede llegar a las tablas del esquema {name}.',
  'Tables of the engine {name} cannot be made here.': 'Aquí no se pueden crear tablas del motor {name}.',

  '{command} does not only read, so it is not allowed here.':
    '{command} no se limita a leer, así que aquí no se permite.',
  '{command} administers the server, so it is not allowed here.':
    '{command} administra el servidor, así que aquí no se permite.',
  '{command} is not one of the commands that are allowed here.':
    '{command} no es uno de los comandos que se permiten aquí.',
  '{name} is not one of the operators that are allowed here.':
    '{name} no es uno de los operadores que se permiten aquí.',
  'A command that waits for data is not allowed here. Leave BLOCK away.':
    'Aquí no se permite un comando que espera datos. Quita BLOCK.',
  'This is not the name of a command.': 'Este no es el nombre de un comando.',
  'The server does not know the command {command}.': 'El servidor no conoce el comando {command}.',
  'The server does not know this form of {command}.': 'El servidor no conoce esta forma de {command}.',
  'This would read {size} MiB at once. Read it in ranges, or with a SCAN command.':
    'Esto leería {size} MiB de una vez. Léelo por rangos o con un comando SCAN.',
  'A COUNT is at most {most} here.': 'Aquí un COUNT es como máximo {most}.',
  'A count is at most {most} here.': 'Aquí una cantidad es como máximo {most}.',
  'SAMPLES is at most 1000 here.': 'Aquí SAMPLES es como máximo 1000.',
  'At most {most} keys at once.': 'Como máximo {most} claves a la vez.',
  'More than {most} elements at once.': 'Más de {most} elementos a la vez.',
  'There are too many places in this key. Say with COUNT how many of them are wanted at most.':
    'Hay demasiados lugares en esta clave. Indica con COUNT cuántos quieres como máximo.',
  'SORT_RO with GET is not allowed here. Sort first, then read the keys.':
    'Aquí no se permite SORT_RO con GET. Ordena primero y lee después las claves.',
  'These strings are too long to be compared.': 'Estas cadenas son demasiado largas para compararlas.',
  'Of MEMORY, only USAGE, STATS, DOCTOR and HELP are allowed here.':
    'De MEMORY, aquí solo se permiten USAGE, STATS, DOCTOR y HELP.',
  'There are {count} keys. Go through them with SCAN and a MATCH pattern.':
    'Hay {count} claves. Recórrelas con SCAN y un patrón MATCH.',
  'INFO has no section "{name}" here.': 'Aquí INFO no tiene la sección «{name}».',

  'The stage {name} is not allowed here.': 'Aquí no se permite la etapa {name}.',
  'Each stage of a pipeline has exactly one operator.': 'Cada etapa de un pipeline tiene exactamente un operador.',
  'Only collections of this database may be read.': 'Solo se pueden leer colecciones de esta base de datos.',
  'There is no collection by this name.': 'No hay ninguna colección con este nombre.',
  'A field named _bsontype cannot be used here.': 'Aquí no se puede usar un campo llamado _bsontype.',
  'This is no valid {name}.': 'Esto no es un {name} válido.',
  'A document is nested too deeply to be shown.': 'Un documento tiene demasiados niveles para mostrarlo.',
  'aggregate needs a pipeline.': 'aggregate necesita un pipeline.',
  'distinct needs the name of a field.': 'distinct necesita el nombre de un campo.',
  'A filter is required; {} means every document.': 'Hace falta un filtro; {} significa todos los documentos.',
  'An update is required.': 'Hace falta una modificación.',
  'A replacement is one document.': 'Un reemplazo es un solo documento.',
  'There is nothing to insert.': 'No hay nada que insertar.',

  '{name} may not be read here.': 'Aquí no se puede leer {name}.',
  '{name} is not allowed here.': 'Aquí no se permite {name}.',
};
