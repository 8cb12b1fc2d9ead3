const names = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .map((name) => `$${name}`);

/** Stages that read collections of this database, and no other state of the server. */
export const STAGES: ReadonlySet<string> = new Set(
  names(`match project addFields set unset group sort limit skip unwind lookup graphLookup facet bucket bucketAuto count
    sortByCount replaceRoot replaceWith redact sample unionWith geoNear setWindowFields densify fill documents indexStats
    collStats search searchMeta vectorSearch listSearchIndexes rankFusion scoreFusion score`),
);

const QUERY = names(`eq gt gte in lt lte ne nin and not nor or exists type expr jsonSchema mod regex options text search
  language caseSensitive diacriticSensitive geoIntersects geoWithin within geometry near nearSphere maxDistance
  minDistance center centerSphere box polygon all elemMatch size bitsAllClear bitsAllSet bitsAnyClear bitsAnySet comment
  rand sampleRate meta slice natural ref id db`);

const EXPRESSIONS = names(`abs add ceil divide exp floor ln log log10 mod multiply pow round sqrt subtract trunc sigmoid
  arrayElemAt arrayToObject concatArrays filter first firstN in indexOfArray isArray last lastN map maxN minN
  objectToArray range reduce reverseArray size slice sortArray zip bitAnd bitNot bitOr bitXor and not or cmp eq gt gte lt
  lte ne cond ifNull switch binarySize bsonSize dateAdd dateDiff dateFromParts dateFromString dateSubtract dateToParts
  dateToString dateTrunc dayOfMonth dayOfWeek dayOfYear hour isoDayOfWeek isoWeek isoWeekYear millisecond minute month
  second toDate week year literal getField setField unsetField mergeObjects rand sampleRate toHashedIndexKey
  allElementsTrue anyElementTrue setDifference setEquals setIntersection setIsSubset setUnion concat indexOfBytes
  indexOfCP ltrim regexFind regexFindAll regexMatch replaceOne replaceAll rtrim split strLenBytes strLenCP strcasecmp
  substr substrBytes substrCP toLower toString trim toUpper meta sin cos tan asin acos atan atan2 asinh acosh atanh sinh
  cosh tanh degreesToRadians radiansToDegrees tsIncrement tsSecond convert isNumber toBool toDecimal toDouble toInt toLong
  toObjectId toUUID type let`);

const ACCUMULATORS =
  names(`addToSet avg bottom bottomN count first firstN last lastN max maxN median mergeObjects min minN
  percentile push stdDevPop stdDevSamp sum top topN covariancePop covarianceSamp denseRank derivative documentNumber
  expMovingAvg integral linearFill locf minMaxScaler rank shift`);

/**
 * Every operator that may stand in a filter, projection, sort or pipeline: each only computes from what is read. What
 * is not here is refused: `$out` and `$merge` write, `$where`, `$function` and `$accumulator` run JavaScript, and the
 * next version's operators are unknown until somebody has looked at them.
 */
export const READING: ReadonlySet<string> = new Set([...STAGES, ...QUERY, ...EXPRESSIONS, ...ACCUMULATORS]);

/** What an update may hold beside them. */
export const UPDATING: ReadonlySet<string> = new Set([
  ...READING,
  ...names(`set unset inc mul min max rename setOnInsert currentDate addToSet pop pull push pullAll bit each position
    slice sort`),
]);
