#include "engine/keras/initial_values.h"

namespace tp {

namespace {

thread_local bool t_isActive = false;

} // namespace

WithoutInitialValues::WithoutInitialValues(bool isWanted) : m_wasActive(t_isActive) {
    t_isActive = t_isActive || isWanted;
}

WithoutInitialValues::~WithoutInitialValues() {
    t_isActive = m_wasActive;
}

bool WithoutInitialValues::isActive() {
    return t_isActive;
}

} // namespace tp
