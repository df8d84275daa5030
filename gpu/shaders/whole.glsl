// Whole numbers are computed as JavaScript does: as double, then cut.

double wholeSize(double x) {
    return x < 0.0lf ? -x : x;
}

// As int32: cut, and wrapped around beyond the range; NaN and what is beyond int64 is 0.
int toInt32(double x) {
    if (!(wholeSize(x) < 9.2e18lf))
        return 0;
    const double whole = trunc(x);
    const double rest = whole - floor(whole / 4294967296.0lf) * 4294967296.0lf; // in [0, 2^32)
    return int(uint(rest));
}

double floorMod(double a, double b) {
    return a - b * floor(a / b);
}

// These formulas are never computed with whole numbers, but the table must compile.
#define OF_FLOAT(f) \
    double f(double x) { \
        return double(f(float(x))); \
    }
OF_FLOAT(expExactly)
OF_FLOAT(expm1Exactly)
OF_FLOAT(logExactly)
OF_FLOAT(log1pExactly)
OF_FLOAT(sinExactly)
OF_FLOAT(cosExactly)
OF_FLOAT(tanExactly)
OF_FLOAT(asinExactly)
OF_FLOAT(acosExactly)
OF_FLOAT(atanExactly)
OF_FLOAT(sinhExactly)
OF_FLOAT(coshExactly)
OF_FLOAT(tanhExactly)
OF_FLOAT(asinhExactly)
OF_FLOAT(acoshExactly)
OF_FLOAT(atanhExactly)
OF_FLOAT(erfExactly)

double powExactly(double a, double b) {
    return double(powExactly(float(a), float(b)));
}

double atan2Exactly(double a, double b) {
    return double(atan2Exactly(float(a), float(b)));
}
