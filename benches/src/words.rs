//! The words of the generated phrases and messages.
//!
//! # Why
//! Speed depends on how many words lead somewhere, so the mixture matters and the sense does not: function words that are
//! frequent and lead nowhere, words of the body and of complaints that begin phrases, and made-up names of medicines that
//! give a large policy a large vocabulary.

/// Words of any message, the most frequent first.
#[rustfmt::skip]
pub const COMMON: &[&str] = &[
    "i", "the", "and", "to", "a", "my", "have", "it", "is", "in", "of", "for", "was", "that", "on", "but", "been", "this",
    "with", "me", "not", "you", "had", "can", "am", "so", "as", "be", "she", "he", "at", "do", "or", "if", "has", "from",
    "are", "no", "when", "would", "they", "just", "what", "get", "an", "feel", "like", "since", "about", "her", "his",
    "now", "days", "doctor", "weeks", "last", "out", "very", "after", "because", "up", "really", "still", "any", "could",
    "two", "all", "please", "time", "day", "week", "more", "there", "don't", "also", "some", "think", "going", "need",
    "back", "ago", "than", "which", "over", "it's", "I've", "only", "then", "started", "will", "even", "don’t", "by",
    "taking", "know", "went", "want", "other", "should", "one", "appointment", "i'm", "months", "every", "surgery",
    "thank", "help", "much", "work", "told", "before", "worse", "yesterday", "took", "night", "morning", "today", "too",
    "son", "daughter", "husband", "mum", "anything", "see", "trying", "again", "usually", "sometimes", "through", "off",
    "having", "gone", "almost", "called", "nothing", "something", "several", "during", "whether", "prescription",
    "blood", "test", "results", "pharmacy", "phone", "tablets", "repeat", "sleep", "eating", "drinking", "walking",
    "children", "school", "holiday", "friday", "monday", "never", "always", "however", "although", "without",
    "wondering", "possible", "receptionist", "hospital", "advice", "letter", "nurse", "grateful", "symptoms", "medication",
    "weather", "garden", "kitchen", "football", "driving", "computer", "birthday", "neighbour", "shopping", "painting",
];

/// Parts of the body.
#[rustfmt::skip]
pub const BODY: &[&str] = &[
    "chest", "back", "head", "stomach", "knee", "leg", "arm", "throat", "ear", "eye", "foot", "ankle", "hip", "neck",
    "shoulder", "hand", "wrist", "elbow", "finger", "toe", "skin", "belly", "groin", "jaw", "tooth", "gum", "tongue",
    "nose", "scalp", "heel", "calf", "thigh", "rib", "spine", "bladder", "bowel", "kidney", "lung", "breast", "nipple",
    "eyelid", "lip", "cheek", "chin", "forehead", "thumb", "palm", "nail", "buttock", "tummy", "abdomen", "armpit",
    "temple", "tonsil", "pelvis", "collarbone", "forearm", "knuckle", "shin", "sinus",
];

/// Complaints.
#[rustfmt::skip]
pub const COMPLAINT: &[&str] = &[
    "pain", "ache", "rash", "swelling", "itch", "burning", "bleeding", "numbness", "tingling", "weakness", "stiffness",
    "cramp", "lump", "bruise", "discharge", "soreness", "redness", "blister", "spasm", "pressure", "tightness", "fever",
    "cough", "wheeze", "vomiting", "nausea", "diarrhoea", "constipation", "headache", "dizziness", "fainting", "fatigue",
    "sweating", "shivering", "palpitations", "breathlessness", "hoarseness", "earache", "toothache", "backache",
    "migraine", "infection", "inflammation", "ulcer", "wart", "mole", "cyst", "boil", "abscess", "eczema", "hives",
    "sting", "bite", "burn", "cut", "graze", "sprain", "fracture", "bloating", "heartburn", "indigestion", "wind",
    "jaundice", "tremor", "twitch", "seizure", "blackout", "confusion", "insomnia", "anxiety", "panic", "drowsiness",
    "thirst", "hunger", "ringing", "stammer", "snoring", "hiccups", "belching", "limping",
];

/// What a complaint is like.
#[rustfmt::skip]
pub const QUALITY: &[&str] = &[
    "bad", "severe", "mild", "sharp", "dull", "constant", "sudden", "terrible", "awful", "burning", "stabbing",
    "throbbing", "itchy", "sore", "swollen", "painful", "red", "hot", "cold", "numb", "stiff", "tender", "dry", "wet",
    "weeping", "crusty", "lumpy", "hard", "soft", "large", "small", "new", "old", "recurring", "spreading", "unbearable",
    "strange", "heavy", "crushing", "tight", "aching", "cramping", "shooting", "nagging", "persistent", "occasional",
    "left", "right", "upper", "lower", "inner", "outer", "bloody", "yellow", "green", "brown", "purple", "bruised",
    "infected", "inflamed",
];

/// Beginnings, middles and ends of medicines that do not exist.
#[rustfmt::skip]
pub const BEGINNING: &[&str] = &[
    "am", "ben", "cal", "dor", "el", "fen", "gal", "hex", "ib", "jor", "ket", "lam", "mor", "nal", "ox", "pra", "quin",
    "ran", "sel", "tam", "ul", "vor", "war", "xan", "yel", "zop",
];
/// See [`BEGINNING`].
#[rustfmt::skip]
pub const MIDDLE: &[&str] = &[
    "a", "ada", "eri", "ico", "oba", "uti", "ofi", "eno", "ila", "oro", "ami", "epi", "ova", "ura", "exi", "ido",
];
/// See [`BEGINNING`].
#[rustfmt::skip]
pub const END: &[&str] = &[
    "zole", "mycin", "statin", "pril", "lol", "dipine", "cillin", "profen", "sartan", "gliptin", "tidine", "xaban",
    "line", "pram", "zepam", "vir",
];
