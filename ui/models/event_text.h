// SPDX-License-Identifier: GPL-3.0-only
// Events, phases and states in the user's language. Any thread; no state.
#pragma once

#include <QString>

#include "core/store/event.h"
#include "ui/models/pod_history.h"
#include "ui/models/run_model.h"

namespace bubblenet::ui {

/// For the log; empty where the event is shown otherwise.
QString eventText(const store::EventBody& body);
QString phaseText(const std::string& phase);
QString stateText(RunState state);
QString behaviourText(Behaviour behaviour);
QString costKindText(const std::string& kind); ///< "MACs"
/// "network", "finalist 2", "unpruned network"
QString subjectText(const std::string& subject);
QString originText(const QString& origin);
/// What is being done now: the text of a Progress.
QString progressText(const std::string& what);
/// Why the run failed.
QString reasonText(const store::RunFinished& finished);
QString verdictText(const store::Verdict& verdict);

} // namespace bubblenet::ui
