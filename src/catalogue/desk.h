// Joins the mechanism of cases to the catalogue: which rules a case is kept by.
#pragma once

#include "catalogue/catalogue.h"
#include "kernel/cases/desk.h"

namespace linli::catalogue {

// The catalogue must live as long as the desk.
cases::Desk desk_of(const Catalogue&, const kernel::Means&);

}  // namespace linli::catalogue
