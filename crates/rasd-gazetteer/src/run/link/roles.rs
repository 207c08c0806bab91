//! Roles as ids: what they have in common, their plural and singular.

/// An office without its country.
pub(super) fn role_of(office: &str) -> &str {
    office.rsplit('/').next().unwrap_or(office)
}

/// What a bare title may take up: "the minister" a foreign minister, but not a prime minister.
pub(super) fn family(role: &str) -> &str {
    const APART: [&str; 5] = ["prime-", "deputy-", "vice-", "assistant-", "former-"];
    // An ambassador to Iraq is an ambassador.
    let role = role.split("-to-").next().unwrap_or(role);
    if APART.iter().any(|prefix| role.starts_with(prefix)) {
        return role;
    }
    role.rsplit('-').next().unwrap_or(role)
}

/// The plural of a role id: ministers, spokesmen.
pub(super) fn plural(id: &str) -> String {
    // Members of parliament, ambassadors to Iraq.
    for joint in ["-of-", "-to-"] {
        if let Some((head, rest)) = id.split_once(joint) {
            return format!("{}{joint}{rest}", plural(head));
        }
    }
    if let Some(stem) = id.strip_suffix("man") {
        format!("{stem}men")
    } else if let Some(stem) = id.strip_suffix('y') {
        format!("{stem}ies")
    } else {
        format!("{id}s")
    }
}

/// Plurals of role ids that no ending tells.
const IRREGULAR: [(&str, &str); 3] = [
    ("children", "child"),
    ("thieves", "thief"),
    ("wives", "wife"),
];

/// The singular of a role id: gunman, soldier; words such as `police`, `class` and `forces` stay.
pub(super) fn singular(role: &str) -> String {
    let irregular = IRREGULAR.iter().find_map(|(plural, one)| {
        let stem = role.strip_suffix(plural)?;
        (stem.is_empty() || stem.ends_with('-')).then(|| format!("{stem}{one}"))
    });
    if let Some(one) = irregular {
        one
    } else if let Some(stem) = role.strip_suffix("men") {
        format!("{stem}man")
    } else if let Some(stem) = role.strip_suffix("ies") {
        format!("{stem}y")
    } else if ["sses", "uses", "xes", "ches", "shes"]
        .iter()
        .any(|end| role.ends_with(end))
    {
        role.strip_suffix("es").unwrap_or(role).to_owned()
    } else {
        let mass = role.ends_with("ss") || role.ends_with("forces");
        let stem = role.strip_suffix('s').filter(|_| !mass);
        stem.unwrap_or(role).to_owned()
    }
}

/// Roles of those whom news quotes without a name, told apart by their body: مسؤول من وزارة الخارجية.
const QUOTED: [&str; 2] = ["official", "source"];

/// Whether a role is one of those whom news quotes without a name.
pub(super) fn is_quoted(office: &str) -> bool {
    QUOTED.iter().any(|role| office.ends_with(role))
}
